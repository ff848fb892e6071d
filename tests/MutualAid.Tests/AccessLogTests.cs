using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

public class AccessLogTests
{
    // The answers name no person.
    private static readonly string[] Accounts = ["OpenEnvelope", "GetEnvelope", "ListEnvelopes", "ListLedgerEntries"];

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
            await referent.ListAidRequestsAsync(new ListAidRequestsRequest());
            var granted = await app.InstructedAsync(await app.OpenEnvelopeAsync(1_000_00, "Un"), 100);
            var refused = await app.InstructedAsync(await app.OpenEnvelopeAsync(1_000_00, "Deux"), 100);
            var approver = await app.AidAsync(MutualAidApp.Approver);
            await approver.ApproveAidRequestAsync(Requests.Approve(granted));
            await approver.RefuseAidRequestAsync(Requests.Refuse(refused));
            string[] records = [.. Records(own), .. Records(family)];
            // No entry names the physician: its absence would tell that a request is the family's.
            shown = new()
            {
                ["GetAidRequest"] = records,
                ["ListAidRequests"] = records,
                ["SubmitAidRequest"] = [.. records, .. Records(granted), .. Records(refused)],
                ["InstructAidRequest"] = [.. Records(granted), .. Records(refused)],
                ["ApproveAidRequest"] = Records(granted),
                ["RefuseAidRequest"] = Records(refused),
            };
        }

        await AccessLogs.HoldAsync(
            store, [.. EnvelopesReflection.Descriptor.Services, .. AidRequestsReflection.Descriptor.Services], shown, Accounts);
    }

    private static string[] Records(AidRequest request) => [$"aid_requests/{request.Id}", $"beneficiaries/{request.Id}"];
}
