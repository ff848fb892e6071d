using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Local.Demo;

/// <summary>Discipline is refused every aid file, and each audit log shows whether it was edited.</summary>
internal static class WallChapter
{
    public static async Task TellAsync(Story story)
    {
        story.Chapter(8, "The wall, and the audit");
        var instructor = await story.AsAsync<AidRequestsService.AidRequestsServiceClient>("cnom-entraide");
        var file = (await instructor.ListAidRequestsAsync(new ListAidRequestsRequest { PageSize = 1 })).AidRequests[0];
        foreach (var identity in (string[])["cnom-discipline", "cdom-75", "cdom-75-president", "chambre-ile-de-france"])
        {
            var discipline = await story.AsAsync<AidRequestsService.AidRequestsServiceClient>(identity);
            await story.RefusedAsync(
                discipline.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = file.Id }), StatusCode.PermissionDenied, Reasons.PurposeWall,
                $"{identity} asks for an aid file");
        }

        var audit = await story.AsAsync<AuditService.AuditServiceClient>("cnom-audit");
        foreach (var (name, store) in story.Platform.Stores)
        {
            var headers = new Metadata { { "ordre-store", name } };
            var answer = await audit.VerifyAuditLogAsync(new VerifyAuditLogRequest(), headers);
            story.Check(answer.Intact && answer.Entries > 0, $"{name}: the chain of {answer.Entries} entries is intact");

            var (asItIs, tampered) = await TamperedCopy.VerifyAsync(store, Path.Combine(story.Platform.DataFolder, $"copy-of-{name}.db"));
            story.Check(asItIs.Intact && !tampered.Intact, $"{name}: a copy verifies, and once tampered with is found out ({tampered.Finding})");
        }
    }
}
