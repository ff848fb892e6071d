using System.IO.Compression;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Snapshots.Reading;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Snapshots;

/// <summary>A snapshot of the register answers from its file without any server.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly SnapshotFiles desk = new();

    public void Dispose() => desk.Dispose();

    [Theory, Engines]
    public async Task Find_EveryServerStopped_AnswersAsOfItsInstant(SqlEngine engine)
    {
        string file;
        await using (var app = await desk.StartAsync(engine))
        {
            await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TÉMOIN D'ÉPREUVE", "JEAN", structure: "CLINIQUE <ESSAI>"));
            file = await desk.TakeAsync(app);
        }

        var (code, said) = await desk.FindAsync(file, RegisterFile.Anne);
        var (byName, named) = await SnapshotFiles.ReadAsync(RegistryApp.Today, "find", file, "--keys", desk.Keys, "--name", "jean temoin");
        var (unknown, nobody) = await desk.FindAsync(file, NumberedFile.Rpps(7));
        var (_, slip) = await desk.FindAsync(file, RegisterFile.Anne[..^1] + "2");

        Assert.Equal((0, 0, 1), (code, byName, unknown));
        Assert.Contains("Pris le dimanche 15 mars 2026 à 10h00", said, StringComparison.Ordinal);
        Assert.Contains("il y a 1 heure et 30 minutes", said, StringComparison.Ordinal);
        Assert.Contains("Signature VALABLE", said, StringComparison.Ordinal);
        Assert.Contains("DR ESSAI-MODÈLE ANNE", said, StringComparison.Ordinal);
        Assert.Contains("peut exercer", said, StringComparison.Ordinal);
        Assert.Contains("Spécialité SM53", said, StringComparison.Ordinal);
        Assert.Contains("CABINET ESSAI, 75011 Ville, 75", said, StringComparison.Ordinal);
        Assert.DoesNotContain("TÉMOIN", said, StringComparison.Ordinal);
        Assert.Contains("TÉMOIN D'ÉPREUVE JEAN", named, StringComparison.Ordinal);
        Assert.Contains("CLINIQUE <ESSAI>", named, StringComparison.Ordinal);
        Assert.Contains("INTROUVABLE", nobody, StringComparison.Ordinal);
        Assert.Contains("conseil 75", nobody, StringComparison.Ordinal);
        Assert.DoesNotContain("Vérifiez chaque chiffre", nobody, StringComparison.Ordinal);
        Assert.Contains("Vérifiez chaque chiffre", slip, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Take_AnotherCouncils_IsOutOfReachAndWritesNothing(SqlEngine engine)
    {
        await using var app = await desk.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN", department: "13", postalCode: "13001"));

        var refusal = await Assert.ThrowsAsync<RpcException>(() => desk.TakeAsync(app, "cdom-75", "13"));
        Assert.Equal(0, await AuditedAsync(app));

        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (refusal.StatusCode, refusal.Reason()));
        Assert.Equal([RegisterFile.Anne], Numbers(await desk.TakeAsync(app, "cdom-75")));
        Assert.Equal([RegisterFile.Anne], Numbers(await desk.TakeAsync(app, "cdom-75-president", "75")));
        Assert.Equal([RegisterFile.Jean], Numbers(await desk.TakeAsync(app, "cdom-13")));
        Assert.Equal([RegisterFile.Jean], Numbers(await desk.TakeAsync(app, "cnom-registre", "13")));
        Assert.Equal([RegisterFile.Anne, RegisterFile.Jean], Numbers(await desk.TakeAsync(app, "cnom-registre")));
        Assert.Empty(Numbers(await desk.TakeAsync(app, "cdom-62")));
    }

    [Fact]
    public async Task Take_IsAuditedWithItsCount()
    {
        await using var app = await desk.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(NumberedFile.Of(3));

        await desk.TakeAsync(app);
        await desk.TakeAsync(app, "cnom-registre");

        var entries = await app.App.Database.ReadAsync(sql => sql.QueryAsync<AuditedRow>(
            "select actor, subject, body from audit_entries where kind = 'registry.snapshot.taken' order by sequence"), default);
        Assert.Equal([("cdom-75", "councils/75"), ("cnom-registre", "register")], entries.Select(entry => (entry.Actor, entry.Subject)));
        Assert.All(entries, entry => Assert.Contains("\"physicians\":3", entry.Body, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("cnam", StatusCode.PermissionDenied)]
    [InlineData("cdom-75-entraide", StatusCode.PermissionDenied)]
    [InlineData("cnom-discipline", StatusCode.PermissionDenied)]
    [InlineData("medecin-" + RegisterFile.Anne, StatusCode.PermissionDenied)]
    public async Task Take_OtherRoles_AreRefused(string identity, StatusCode expected)
    {
        await using var app = await desk.StartAsync(SqlEngine.Sqlite);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => desk.TakeAsync(app, identity));

        Assert.Equal(expected, refusal.StatusCode);
        Assert.Equal(0, await AuditedAsync(app));
    }

    [Fact]
    public async Task Take_BadInput_NamesTheFieldsAndWritesNothing()
    {
        await using var app = await desk.StartAsync(SqlEngine.Sqlite);
        using var call = (await app.App.ClientAsync<SnapshotsService.SnapshotsServiceClient>("cnom-registre")).TakeSnapshot(
            new TakeSnapshotRequest { RequestId = "1", Council = "999" });

        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal(["request_id", "council"], refusal.Fields());
        Assert.Equal(0, await AuditedAsync(app));
    }

    [Fact]
    public async Task Take_WithoutASigningKey_IsUnavailableAndWritesNothing()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => desk.TakeAsync(app));

        Assert.Equal("NO_SIGNING_KEY", refusal.Reason());
        Assert.Equal(0, await AuditedAsync(app));
    }

    [Theory, Engines]
    public async Task Find_SuspendedAfterwards_IsShownAsOfTheInstant(SqlEngine engine)
    {
        await using var app = await desk.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var before = await desk.TakeAsync(app, name: "avant.ordre");
        app.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(10));
        var after = await desk.TakeAsync(app, name: "apres.ordre");

        var (_, then) = await desk.FindAsync(before, RegisterFile.Anne);
        var (_, running) = await desk.FindAsync(after, RegisterFile.Anne, RegistryApp.Today.AddDays(10));
        var (_, ended) = await desk.FindAsync(after, RegisterFile.Anne, RegistryApp.Today.AddDays(11));

        Assert.Contains("Au dimanche 15 mars 2026 : inscription au tableau en cours, peut exercer", then, StringComparison.Ordinal);
        Assert.Contains("Ce qui a été décidé depuis n’y est pas", then, StringComparison.Ordinal);
        Assert.DoesNotContain("INTERDICTION", then, StringComparison.Ordinal);
        Assert.Contains("NE PEUT PAS EXERCER", running, StringComparison.Ordinal);
        Assert.Contains("INTERDICTION D’EXERCER depuis le dimanche 15 mars 2026, jusqu’au mercredi 25 mars 2026 inclus", running, StringComparison.Ordinal);
        Assert.DoesNotContain("a pris fin", running, StringComparison.Ordinal);
        Assert.Contains("ATTENTION : cette mesure a pris fin le mercredi 25 mars 2026", ended, StringComparison.Ordinal);
        Assert.Contains("ATTENTION : cet instantané a plus de 7 jours", ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_BanToCome_WarnsOnceItsDayHasCome()
    {
        await using var app = await desk.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line());
        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromPractice, RegistryApp.Today.AddDays(2), RegistryApp.Today.AddDays(10));
        var file = await desk.TakeAsync(app);

        var (_, today) = await desk.FindAsync(file, RegisterFile.Anne);
        var (_, later) = await desk.FindAsync(file, RegisterFile.Anne, RegistryApp.Today.AddDays(2));

        Assert.Contains("Cet état est connu jusqu’au lundi 16 mars 2026 inclus ; il changera ensuite", today, StringComparison.Ordinal);
        Assert.Contains("ATTENTION : cet état n’était connu que jusqu’au lundi 16 mars 2026", later, StringComparison.Ordinal);
        Assert.DoesNotContain("INTERDICTION", later, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Take_RegisterChangesMeanwhile_IsOfOneRevision(SqlEngine engine)
    {
        // More than one page, and more than the transport buffers while the client does not read.
        const int count = 40_000;
        await using var app = await desk.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(count));
        using var call = (await app.App.ClientAsync<SnapshotsService.SnapshotsServiceClient>("cdom-75")).TakeSnapshot(
            new TakeSnapshotRequest { RequestId = RegistryApp.NewId() });
        Assert.True(await call.ResponseStream.MoveNext());

        var last = NumberedFile.Rpps(count - 1);
        await app.ImportAsync(new RegisterFile().Line(last, family: "AUTRE", department: "13", postalCode: "13001", specialty: "SM04").Line(NumberedFile.Rpps(count)));
        await app.SanctionAsync(last, RestrictingSanction.Radiation, RegistryApp.Today);
        await using (var file = File.Create(desk.PathOf("tableau.ordre")))
        {
            do
                await file.WriteAsync(call.ResponseStream.Current.Chunk.Memory);
            while (await call.ResponseStream.MoveNext());
        }

        Assert.Equal(NumberedFile.AllRpps(count).Order(StringComparer.Ordinal), Numbers(desk.PathOf("tableau.ordre")));
        var (code, said) = await desk.FindAsync(desk.PathOf("tableau.ordre"), last);
        Assert.Equal(0, code);
        Assert.Contains("ESSAI", said, StringComparison.Ordinal);
        Assert.Contains("SM53", said, StringComparison.Ordinal);
        Assert.Contains("conseil 75", said, StringComparison.Ordinal);
        Assert.DoesNotContain("RADIATION", said, StringComparison.Ordinal);
        Assert.DoesNotContain("AUTRE", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_HungUpOn_LeavesNoFileAndNoTransaction()
    {
        await using var app = await desk.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(NumberedFile.Of(20_000));
        var temporary = Directory.GetFileSystemEntries(Path.GetTempPath(), "*ordre-snap*").Length;
        using (var call = (await app.App.ClientAsync<SnapshotsService.SnapshotsServiceClient>("cdom-75")).TakeSnapshot(
            new TakeSnapshotRequest { RequestId = RegistryApp.NewId() }))
        {
            Assert.True(await call.ResponseStream.MoveNext());
        }

        // The audit log has the snapshot, and no open transaction blocks the next write.
        Assert.Equal(1, await AuditedAsync(app));
        await app.ImportAsync(new RegisterFile().Line());
        Assert.Equal(temporary, Directory.GetFileSystemEntries(Path.GetTempPath(), "*ordre-snap*").Length);
    }

    private static IReadOnlyList<string> Numbers(string file)
    {
        using var lines = new StreamReader(new GZipStream(new MemoryStream(Body(File.ReadAllBytes(file))), CompressionMode.Decompress));
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => SnapshotEntry.Of(line)!.Rpps)];
    }

    private static byte[] Body(byte[] file) => file[..file.AsSpan().LastIndexOf("\nORDRE-JWS "u8)];

    private static Task<long> AuditedAsync(RegistryApp app) => app.CountAsync("audit_entries where kind = 'registry.snapshot.taken'");

    private sealed record AuditedRow
    {
        public string Actor { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Body { get; init; } = "";
    }
}
