using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;

namespace OrdreCouncils.Local.Demo;

/// <summary>Clients of everyone who takes part in mutual aid, and the two steps of every request before its decision.</summary>
internal sealed record AidClients(
    Story Story, EnvelopesService.EnvelopesServiceClient Treasurer, AidRequestsService.AidRequestsServiceClient Referent,
    AidRequestsService.AidRequestsServiceClient Instructor, AidRequestsService.AidRequestsServiceClient Approver,
    AidRequestsService.AidRequestsServiceClient SecondApprover)
{
    public static async Task<AidClients> OpenAsync(Story story) => new(
        story,
        await story.AsAsync<EnvelopesService.EnvelopesServiceClient>("cnom-tresorier"),
        await story.AsAsync<AidRequestsService.AidRequestsServiceClient>("cdom-75-entraide"),
        await story.AsAsync<AidRequestsService.AidRequestsServiceClient>("cnom-entraide"),
        await story.AsAsync<AidRequestsService.AidRequestsServiceClient>("cnom-entraide-approbateur"),
        await story.AsAsync<AidRequestsService.AidRequestsServiceClient>("cnom-entraide-approbateur-2"));

    public async Task<Envelope> EnvelopeAsync(string title, long cents) => (await Treasurer.OpenEnvelopeAsync(new OpenEnvelopeRequest
    {
        RequestId = Demo.Story.NewRequestId(),
        Year = Story.Today.Year,
        Title = title,
        Amount = Euros(cents),
    })).Envelope;

    /// <summary>A request submitted by the aid referent of Paris and instructed for the amount asked.</summary>
    public async Task<AidRequest> InstructedAsync(string envelopeId, AidKind kind, BeneficiaryRelation to, int number, long cents)
    {
        var physicians = Story.PhysiciansOf["75"];
        var submitted = (await Referent.SubmitAidRequestAsync(new SubmitAidRequestRequest
        {
            RequestId = Demo.Story.NewRequestId(),
            Kind = kind,
            Beneficiary = new Beneficiary { Rpps = physicians[number % physicians.Count], Relation = to },
            Asked = Euros(cents),
            Details = new AidRequestDetails
            {
                Health = "Arrêt de travail de six semaines.",
                Family = "Deux enfants à charge.",
                Financial = "Charges du cabinet maintenues, recettes nulles.",
            },
        })).AidRequest;
        return (await Instructor.InstructAidRequestAsync(new InstructAidRequestRequest
        {
            RequestId = Demo.Story.NewRequestId(),
            AidRequestId = submitted.Id,
            Etag = submitted.Etag,
            EnvelopeId = envelopeId,
            Amount = Euros(cents),
            Opinion = "Avis favorable.",
        })).AidRequest;
    }

    public static ApproveAidRequestRequest Approval(AidRequest file) =>
        new() { RequestId = Demo.Story.NewRequestId(), AidRequestId = file.Id, Etag = file.Etag };

    private static Money Euros(long cents) => new() { CurrencyCode = "EUR", Cents = cents };
}
