using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Steps of an aid request, and who may take them.</summary>
internal static class AidRequestRules
{
    /// <summary>Beneficiaries of each kind of aid, as the 2020 report names them (chapter "Solidarité").</summary>
    public static BeneficiaryRelation BeneficiaryOf(AidKind kind) => kind switch
    {
        AidKind.Child => BeneficiaryRelation.Child,
        AidKind.Spouse => BeneficiaryRelation.Spouse,
        AidKind.InfectedPhysician or AidKind.LostActivity => BeneficiaryRelation.Self,
        _ => BeneficiaryRelation.Unspecified,
    };

    /// <summary>How many similar requests the commission is shown.</summary>
    public const int MostSimilar = 20;

    /// <summary>A year before the request: no text was found that sets a period, and aid is granted within a budget year.</summary>
    public static DateTimeOffset SimilarSince(AidRequestRow request) => request.SubmittedAt.AddYears(-1);

    /// <summary>An unknown number and one of another council answer alike: a referent does not learn where other physicians are registered.</summary>
    /// <param name="council">The council that files; empty for a physician who files alone.</param>
    public static void CheckRegistered(bool isRegistered, string council)
    {
        if (!isRegistered)
        {
            throw Fault.Invalid("beneficiary.rpps", council.Length == 0
                ? "Write a number that the register has."
                : $"Write the number of a physician whose file council {council} keeps: the register has no such physician with this number.");
        }
    }

    /// <param name="open">Open requests with the new one.</param>
    public static void CheckQuota(OpenRequests open, AidRequestOptions limits)
    {
        if (open.OfPhysician > limits.OpenPerPhysician)
            throw Exhausted($"{limits.OpenPerPhysician} requests that rest on this physician are open");
        if (open.OfFiler > limits.OpenPerFiler)
            throw Exhausted($"{limits.OpenPerFiler} requests that you filed are open");

        static RpcException Exhausted(string reached) =>
            Fault.Exhausted(MutualAidReasons.AidRequestQuota, $"{reached}, which is the limit. Another may be filed when one of them is granted or refused.");
    }

    /// <summary>A proposal may be made again until the decision.</summary>
    public static void CheckInstruct(AidRequestRow request, string etag, Caller person)
    {
        CheckUndecided(request);
        Etag.Check(etag, request.Version);
        CheckNotOwn(request, person);
    }

    /// <summary>Only a proposal can be granted.</summary>
    public static void CheckGrant(AidRequestRow request, string etag, Caller person, bool instructedByPerson)
    {
        CheckUndecided(request);
        if (request.State != Codes.Of(AidRequestState.Instructed))
            throw Fault.Precondition(Reasons.WrongState, "The request has no proposal yet. It must be instructed first.");
        Etag.Check(etag, request.Version);
        CheckFourEyes(request, person, instructedByPerson);
    }

    /// <summary>A request may be refused without a proposal, for example when there is no entitlement.</summary>
    public static void CheckRefuse(AidRequestRow request, string etag, Caller person, bool instructedByPerson)
    {
        CheckUndecided(request);
        Etag.Check(etag, request.Version);
        CheckFourEyes(request, person, instructedByPerson);
    }

    /// <summary>A proposal may await the envelope's year, for example one of December; an envelope whose year is over pays nothing any more.</summary>
    public static void CheckProposable(int envelopeYear, DateTimeOffset at)
    {
        if (envelopeYear < LegalDay.Of(at).Year)
            throw Fault.Invalid("envelope_id", $"Name an envelope of {LegalDay.Of(at).Year} or later: this one is of {envelopeYear}.");
    }

    /// <summary>An envelope pays the grants decided in its budget year, the civil year in Paris: no text was found that lets it pay in another.</summary>
    public static void CheckBudgetYear(int envelopeYear, DateTimeOffset at)
    {
        if (envelopeYear != LegalDay.Of(at).Year)
        {
            throw Fault.Precondition(
                MutualAidReasons.EnvelopeYear,
                $"The proposed envelope is of {envelopeYear} and pays grants of that year only. An envelope of {LegalDay.Of(at).Year} must be proposed.");
        }
    }

    /// <summary>The commission deliberates in confidence: only its members see proposal and opinion.</summary>
    public static bool SeesDeliberation(RowScope scope) => scope.All;

    /// <summary>Only the commission and the person who filed may read secret texts; another aid referent of the same council may not.</summary>
    public static bool SeesDetails(AidRequestRow request, RowScope scope, Caller person) =>
        scope.All || person.Subject == request.SubmittedBy;

    private static void CheckUndecided(AidRequestRow request)
    {
        if (request.DecidedAt is not null)
            throw Fault.Precondition(Reasons.WrongState, $"The request was {request.State} already; that is final.");
    }

    private static void CheckFourEyes(AidRequestRow request, Caller person, bool instructedByPerson)
    {
        // Compares persons, not roles: a person with both roles must not decide alone. Every proposal counts, not only the last one.
        if (instructedByPerson)
            throw Fault.FourEyes("You instructed this request; another member of the commission must decide on it.");
        CheckNotOwn(request, person);
    }

    private static void CheckNotOwn(AidRequestRow request, Caller person)
    {
        if (person.Subject == request.SubmittedBy || person.Rpps == request.Rpps)
            throw Fault.FourEyes("You filed this request, or it rests on your own registration; another member of the commission must take it.");
    }
}
