using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

public class AccessLogTests
{
    // Calls of these RPCs are in the audit log.
    private static readonly string[] Changes = ["OpenEnvelope", "SubmitAidRequest", "InstructAidRequest", "ApproveAidRequest", "RefuseAidRequest"];

    // The answers name no person.
    private static readonly string[] Accounts = ["GetEnvelope", "ListEnvelopes", "ListLedgerEntries"];

    // The answer lists many persons; the caller asks for none of them by number, and it has no secret text.
    private static readonly string[] Lists = ["ListAidRequests"];

    [Theory, Engines]
    public async Task Rpcs_ThatShowAPerson_LeaveAnAccessLogEntry(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        Dictionary<string, string[]> shown;
        await using (var app = await MutualAidApp.StartAsync(store))
        {
            var own = await app.SubmitAsync();
            var family = await app.SubmitAsync(Requests.Submit(AidKind.Spouse, BeneficiaryRelation.Spouse, Requests.OtherRpps));
            var referent = await app.AidAsync(MutualAidApp.Referent);
            foreach (var request in new[] { own, family })
                await referent.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
            // A physician must not learn of a family member's request, so this read has no entry under the physician.
            shown = new() { ["GetAidRequest"] = [$"aid_requests/{own.Id}", $"physicians/{Requests.Rpps}", $"aid_requests/{family.Id}"] };
        }

        await AccessLogs.HoldAsync(
            store, [.. EnvelopesReflection.Descriptor.Services, .. AidRequestsReflection.Descriptor.Services], shown, [.. Changes, .. Accounts, .. Lists]);
    }
}
