using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Local.Demo;

/// <summary>The grants of 2020 (129 requests, 723,500 € of an envelope of 4,000,000 €), then 64 approvals at once that cannot overspend an envelope.</summary>
internal static class MutualAidChapter
{
    private static readonly (AidKind Kind, BeneficiaryRelation To, int Requests, long Cents)[] Year2020 =
    [
        (AidKind.InfectedPhysician, BeneficiaryRelation.Self, 60, 3_000_00),
        (AidKind.LostActivity, BeneficiaryRelation.Self, 58, 8_000_00),
        (AidKind.Child, BeneficiaryRelation.Child, 5, 3_000_00),
        (AidKind.Spouse, BeneficiaryRelation.Spouse, 6, 10_750_00),
    ];

    public static async Task TellAsync(Story story)
    {
        story.Chapter(6, "Mutual aid: 129 requests, 723,500 €");
        var aid = await AidClients.OpenAsync(story);
        var envelope = await aid.EnvelopeAsync("Fonds exceptionnel Covid-19", 4_000_000_00);

        var first = true;
        foreach (var (kind, to, requests, cents) in Year2020)
        {
            for (var i = 0; i < requests; i++)
            {
                var instructed = await aid.InstructedAsync(envelope.Id, kind, to, i, cents);
                if (first)
                {
                    await story.RefusedAsync(
                        aid.Instructor.ApproveAidRequestAsync(AidClients.Approval(instructed)), StatusCode.PermissionDenied, Reasons.RoleMissing,
                        "the instructor approves the file it instructed");
                }

                first = false;
                await aid.Approver.ApproveAidRequestAsync(AidClients.Approval(instructed));
            }

            story.Say($"{requests,3} × {cents / 100m:N0} € = {requests * cents / 100m,9:N0} €  {kind}");
        }

        var after = (await aid.Treasurer.GetEnvelopeAsync(new GetEnvelopeRequest { EnvelopeId = envelope.Id })).Envelope;
        story.Check(after.Granted.Cents == 723_500_00, $"{after.Granted.Cents / 100m:N0} € granted to 129 files");
        story.Check(after.Available.Cents == 3_276_500_00, $"{after.Available.Cents / 100m:N0} € left in the envelope");

        await RaceAsync(story, aid);
    }

    private static async Task RaceAsync(Story story, AidClients aid)
    {
        const int approvals = 64;
        const int affordable = 10;
        const long cents = 1_000_00;
        var envelope = await aid.EnvelopeAsync("Reliquat", affordable * cents);
        var files = new List<AidRequest>();
        for (var i = 0; i < approvals; i++)
            files.Add(await aid.InstructedAsync(envelope.Id, AidKind.LostActivity, BeneficiaryRelation.Self, i, cents));

        var outcomes = await Task.WhenAll(files.Select(async (file, i) =>
        {
            var approver = i % 2 == 0 ? aid.Approver : aid.SecondApprover;
            try
            {
                await approver.ApproveAidRequestAsync(AidClients.Approval(file));
                return StatusCode.OK;
            }
            catch (RpcException refusal)
            {
                return refusal.StatusCode;
            }
        }));
        var after = (await aid.Treasurer.GetEnvelopeAsync(new GetEnvelopeRequest { EnvelopeId = envelope.Id })).Envelope;
        story.Check(
            outcomes.Count(status => status == StatusCode.OK) == affordable && outcomes.Count(status => status == StatusCode.FailedPrecondition) == approvals - affordable,
            $"{approvals} approvals at once against an envelope for {affordable}: {outcomes.Count(status => status == StatusCode.OK)} granted, the others refused");
        story.Check(after.Available.Cents == 0 && after.Granted.Cents == affordable * cents, "the envelope is empty to the cent");
    }
}
