using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

public class AccessLogTests
{
    // The audit log has what these change.
    private static readonly string[] Changes = ["OpenEnvelope", "SubmitAidRequest", "InstructAidRequest", "ApproveAidRequest", "RefuseAidRequest"];

    // Money, no person.
    private static readonly string[] Accounts = ["GetEnvelope", "ListEnvelopes", "ListLedgerEntries"];

    // Many persons, none of them asked for by number, and no secret text.
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
            // That someone of the family asked for aid is not told to the physician.
            shown = new() { ["GetAidRequest"] = [$"aid_requests/{own.Id}", $"physicians/{Requests.Rpps}", $"aid_requests/{family.Id}"] };
        }

        await AccessLogs.HoldAsync(
            store, [.. EnvelopesReflection.Descriptor.Services, .. AidRequestsReflection.Descriptor.Services], shown, [.. Changes, .. Accounts, .. Lists]);
    }
}
