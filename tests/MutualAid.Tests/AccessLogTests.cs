using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

public class AccessLogTests
{
    // The answers name no person.
    private static readonly string[] Accounts = ["OpenEnvelope", "GetEnvelope", "ListEnvelopes", "ListLedgerEntries", "GetUpload"];

    private static readonly ServiceDescriptor[] Services =
    [
        .. EnvelopesReflection.Descriptor.Services, .. AidRequestsReflection.Descriptor.Services, .. DocumentsReflection.Descriptor.Services,
    ];

    [Theory, Engines]
    public async Task Rpcs_ThatShowAPerson_LeaveAnAccessLogEntry(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        Dictionary<string, string[]> shown;
        await using (var app = await MutualAidApp.StartAsync(store))
            shown = await ReadAsync(app);

        await AccessLogs.HoldAsync(store, Services, shown, Accounts);
    }

    [Theory, Engines]
    public async Task Rpcs_ByEachRole_LeaveAnEntryOfEachRequestShown(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var app = await MutualAidApp.StartAsync(store);
        var matrix = app.Service.Recorder = new ReadMatrix();
        var shown = await ReadAsync(app);

        await matrix.HoldAsync(
            app.Service, Services, [.. Accounts, "SubmitAidRequest", "InstructAidRequest", "ApproveAidRequest", "RefuseAidRequest", "UploadAidDocument"],
            [MutualAidApp.Referent, $"medecin-{Requests.Rpps}", MutualAidApp.Instructor, MutualAidApp.Approver],
            shown["SubmitAidRequest"].Where(record => record.StartsWith("aid_requests/", StringComparison.Ordinal)).ToDictionary(record => record.Split('/')[1]));
    }

    /// <summary>Calls every RPC about requests; returns the entries that the calls must leave in the access log.</summary>
    private static async Task<Dictionary<string, string[]>> ReadAsync(MutualAidApp app)
    {
        var own = await app.SubmitAsync();
        var family = await app.SubmitAsync(Requests.Submit(AidKind.Spouse, BeneficiaryRelation.Spouse, Requests.OtherRpps));
        var referent = await app.AidAsync(MutualAidApp.Referent);
        foreach (var request in new[] { own, family })
            await referent.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
        await referent.ListAidRequestsAsync(new ListAidRequestsRequest());
        // Another, as the documents change its etag; and one of a physician, who reads the documents of the own filing alone.
        var proven = await app.SubmitAsync();
        var document = (await app.AddedAsync(proven.Id)).Document;
        await app.OpenedAsync(document.DocumentId);
        var physician = $"medecin-{Requests.Rpps}";
        var alone = await app.SubmitAsync(identity: physician);
        foreach (var (identity, request) in new[] { (MutualAidApp.Referent, proven), (physician, alone) })
            await (await app.DocumentsAsync(identity)).ListAidDocumentsAsync(new ListAidDocumentsRequest { AidRequestId = request.Id });
        var granted = await app.InstructedAsync(await app.OpenEnvelopeAsync(1_000_00, "Un"), 100);
        var refused = await app.InstructedAsync(await app.OpenEnvelopeAsync(1_000_00, "Deux"), 100);
        var approver = await app.AidAsync(MutualAidApp.Approver);
        await approver.ApproveAidRequestAsync(Requests.Approve(granted));
        await approver.RefuseAidRequestAsync(Requests.Refuse(refused));
        string[] records = [.. Records(own), .. Records(family)];
        // No entry names the physician: its absence would tell that a request is the family's.
        return new()
        {
            ["GetAidRequest"] = records,
            ["ListAidRequests"] = records,
            ["UploadAidDocument"] = Records(proven),
            ["DownloadAidDocument"] = [.. Records(proven), $"documents/{document.DocumentId}"],
            ["ListAidDocuments"] = [.. Records(proven), .. Records(alone)],
            ["SubmitAidRequest"] = [.. records, .. Records(granted), .. Records(refused), .. Records(proven), .. Records(alone)],
            ["InstructAidRequest"] = [.. Records(granted), .. Records(refused)],
            ["ApproveAidRequest"] = Records(granted),
            ["RefuseAidRequest"] = Records(refused),
        };
    }

    private static string[] Records(AidRequest request) => [$"aid_requests/{request.Id}", $"beneficiaries/{request.Id}"];
}
