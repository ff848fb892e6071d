using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Valid requests; a test changes the fields that it is about.</summary>
internal static class Requests
{
    /// <summary>An invented number with a valid check digit.</summary>
    public const string Rpps = "10123456781";
    public const string OtherRpps = "10999999997";

    /// <summary>A physician of council 13; the others are of council 75.</summary>
    public const string Rpps13 = "10000000132";

    /// <summary>Budget year of the envelopes: grants are decided in it.</summary>
    public static readonly int Year = LegalDay.Of(TestYear.Start).Year;

    public const string Health = "Reanimation-de-six-semaines";
    public const string Family = "Trois-enfants-a-charge";
    public const string Financial = "Decouvert-de-douze-mille-euros";
    public const string Opinion = "Avis-tres-favorable-vu-la-maladie";
    public const string RefusalReason = "Refus-car-deja-indemnise-pour-maladie";

    public static string NewId() => Guid.NewGuid().ToString();

    public static Money Euros(long cents) => new() { CurrencyCode = "EUR", Cents = cents };

    public static OpenEnvelopeRequest Open(long cents = 1_000_00, string title = "Covid-19") =>
        new() { RequestId = NewId(), Year = Year, Title = title, Amount = Euros(cents) };

    public static SubmitAidRequestRequest Submit(
        AidKind kind = AidKind.InfectedPhysician, BeneficiaryRelation relation = BeneficiaryRelation.Self, string rpps = Rpps) => new()
    {
        RequestId = NewId(),
        Kind = kind,
        Beneficiary = new Beneficiary { Rpps = rpps, Relation = relation },
        Asked = Euros(500_00),
        Details = new AidRequestDetails { Health = Health, Family = Family, Financial = Financial },
    };

    public static InstructAidRequestRequest Instruct(AidRequest request, Envelope envelope, long cents = 100_00) => new()
    {
        RequestId = NewId(), AidRequestId = request.Id, Etag = request.Etag, EnvelopeId = envelope.Id, Amount = Euros(cents), Opinion = Opinion,
    };

    public static ApproveAidRequestRequest Approve(AidRequest request) => new() { RequestId = NewId(), AidRequestId = request.Id, Etag = request.Etag };

    public static RefuseAidRequestRequest Refuse(AidRequest request) =>
        new() { RequestId = NewId(), AidRequestId = request.Id, Etag = request.Etag, Reason = RefusalReason };
}
