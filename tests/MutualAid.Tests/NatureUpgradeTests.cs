using Google.Protobuf;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.MutualAid;
using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Requests that the previous release wrote with a readable kind and relation.</summary>
public sealed class NatureUpgradeTests
{
    private static readonly (string Kind, string Relation, AidKind KindShown, BeneficiaryRelation RelationShown)[] Earlier =
    [
        ("infected_physician", "self", AidKind.InfectedPhysician, BeneficiaryRelation.Self),
        ("lost_activity", "self", AidKind.LostActivity, BeneficiaryRelation.Self),
        ("child", "child", AidKind.Child, BeneficiaryRelation.Child),
        ("spouse", "spouse", AidKind.Spouse, BeneficiaryRelation.Spouse),
    ];

    [Theory, Engines]
    public async Task Start_OnRowsOfThePreviousRelease_KeepsWhatTheySayAndNothingReadable(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        var ids = await PreviousReleaseAsync(store);
        await using (var app = await MutualAidApp.StartAsync(store))
        {
            var instructor = await app.AidAsync(MutualAidApp.Instructor);
            var listed = (await instructor.ListAidRequestsAsync(new ListAidRequestsRequest())).AidRequests;
            Assert.Equal(
                Earlier.Select((row, i) => (ids[i], row.KindShown, row.RelationShown)), listed.Select(one => (one.Id, one.Kind, one.Beneficiary.Relation)));
            foreach (var one in listed)
            {
                var read = await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = one.Id });
                Assert.Equal((one, Requests.Health), (read.AidRequest, read.Details.Health));
            }

            var own = await (await app.AidAsync($"medecin-{Requests.Rpps}")).ListAidRequestsAsync(new ListAidRequestsRequest());
            Assert.Equal(ids[..2], own.AidRequests.Select(one => one.Id));
            Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'mutual_aid.requests.sealed' and body like '%4%'"));
            await HoldsNoNatureAsync(app, ids);
        }

        await using var again = await MutualAidApp.StartAsync(store);
        Assert.Equal(1, await again.CountAsync("audit_entries where kind = 'mutual_aid.requests.sealed'"));
        await HoldsNoNatureAsync(again, ids);
    }

    [Theory, Engines]
    public async Task Run_OnARowThatAReplicaOfThePreviousReleaseFiles_SealsIt(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var id = Requests.NewId();
        await InsertAsync(app.Service.Database, id, "spouse", "spouse");

        await app.Service.Host.Services.GetRequiredService<NatureWork>().RunOnceAsync(default);

        var listed = Assert.Single((await (await app.AidAsync(MutualAidApp.Instructor)).ListAidRequestsAsync(new ListAidRequestsRequest())).AidRequests);
        Assert.Equal((AidKind.Spouse, BeneficiaryRelation.Spouse), (listed.Kind, listed.Beneficiary.Relation));
    }

    [Theory]
    [Engines("kind = 'child', relation = 'child'")]
    [Engines("kind = 'child', sealed_nature = null")]
    [Engines("sealed_nature = null")]
    public async Task Row_ReadableBesideItsSealOrWithNeither_IsRefusedByTheStore(SqlEngine engine, string edit)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.ExecuteAsync($"update aid_requests set {edit} where id = @id", new { id = request.Id }));
    }

    private static async Task HoldsNoNatureAsync(MutualAidApp app, string[] ids)
    {
        Assert.Equal(4, await app.CountAsync("aid_requests where kind is null and relation is null and sealed_nature is not null"));
        var answers = await app.Service.Database.ReadAsync(sql => sql.QueryAsync<byte[]>("select response from requests where operation like '%/SubmitAidRequest'"), default);
        Assert.Equal(
            ids.Order(),
            answers.Select(SubmitAidRequestResponse.Parser.ParseFrom)
                .Where(answer => answer.AidRequest is { Kind: AidKind.Unspecified, Beneficiary: { Rpps: Requests.Rpps, Relation: BeneficiaryRelation.Unspecified } })
                .Select(answer => answer.AidRequest.Id).Order());
        Assert.Empty(await RawStore.FindAsync(app.Service, [.. Earlier[..2].Select(row => row.Kind)]));
    }

    /// <summary>A store as the previous release left it: its tables, a request of each kind with a sealed text, and the answers to their filings.</summary>
    private static async Task<string[]> PreviousReleaseAsync(TestStore store)
    {
        await using var database = new Database(Options.Create(new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync(
            [typeof(Database).Assembly, new EarlierScripts(typeof(MutualAidHost).Assembly, 9)], CancellationToken.None);
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(SealPurposes.Application);
        services.AddOptions<KeyManagementOptions>().Configure(ring => ring.XmlRepository = new KeyRingStore(database));
        await using var provider = services.BuildServiceProvider();
        var sealer = new Sealer(provider.GetRequiredService<IDataProtectionProvider>(), NullLogger<Sealer>.Instance);

        var ids = new List<string>();
        foreach (var (kind, relation, kindShown, relationShown) in Earlier)
        {
            var id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(20_000 + ids.Count)).ToString();
            ids.Add(id);
            await InsertAsync(database, id, kind, relation);
            await WriteAsync(
                database, "insert into aid_request_details (request_id, kind, sealed) values (@id, 'health', @text)",
                new { id, text = sealer.Seal(SealPurposes.Health, new SealedTo(id, Requests.Rpps, relation, MutualAidApp.Referent), Requests.Health) });
            var answer = new SubmitAidRequestResponse
            {
                AidRequest = new AidRequest { Id = id, Kind = kindShown, Beneficiary = new Beneficiary { Rpps = Requests.Rpps, Relation = relationShown } },
            };
            await WriteAsync(
                database,
                """
                insert into requests (actor, request_id, operation, body_hash, response, at)
                values (@actor, @requestId, '/ordre.mutualaid.v1.AidRequestsService/SubmitAidRequest', 'x', @answer, @at)
                """,
                new { actor = MutualAidApp.Referent, requestId = Requests.NewId(), answer = answer.ToByteArray(), at = TestYear.Start });
        }

        return [.. ids];
    }

    private static Task<bool> InsertAsync(Database database, string id, string kind, string relation) => WriteAsync(
        database,
        """
        insert into aid_requests (id, kind, rpps, relation, asked_cents, council, submitted_at, submitted_by, version)
        values (@id, @kind, @rpps, @relation, 50000, '75', @at, @by, 1)
        """, new { id, kind, rpps = Requests.Rpps, relation, at = TestYear.Start, by = MutualAidApp.Referent });

    private static Task<bool> WriteAsync(Database database, string statement, object values) => database.WriteAsync(
        async sql => await sql.ExecuteAsync(statement, values) > 0, CancellationToken.None);
}
