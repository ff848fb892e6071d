using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Registry;

/// <summary>Who is let in, identity by identity and RPC by RPC. Letters: Get, Own, Search, Verify, Import, Rejects, Download, sanCtion.</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("cnam", "GSV")]
    [InlineData("ars-idf", "GSV")]
    [InlineData("cdom-75", "GSV")]
    [InlineData("cdom-2A-president", "GSV")]
    [InlineData("cnom-registre", "GSVIRD")]
    [InlineData("svc-discipline", "GVC")]
    [InlineData("svc-mutual-aid", "GV")]
    [InlineData("medecin-10123456781", "O")]
    [InlineData("cdom-75-entraide", "")]
    [InlineData("chambre-ile-de-france", "")]
    [InlineData("chambre-nationale", "")]
    [InlineData("cnom-discipline", "")]
    [InlineData("cnom-entraide", "")]
    [InlineData("cnom-tresorier", "")]
    [InlineData("cnom-presse", "")]
    [InlineData("cnom-audit", "")]
    [InlineData("svc-registry", "")]
    [InlineData("svc-communiques", "")]
    public async Task Calls_Identity_OnlyItsOwn(string identity, string allowed)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        Assert.Equal(allowed, await AnsweredAsync(app, identity, StatusCode.PermissionDenied));
    }

    [Fact]
    public async Task Calls_WithoutToken_AreUnauthenticated()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        Assert.Empty(await AnsweredAsync(app, null, StatusCode.Unauthenticated));
    }

    private static async Task<string> AnsweredAsync(RegistryApp app, string? identity, StatusCode refusal)
    {
        var physicians = await app.PhysiciansAsync(identity);
        var imports = await app.ImportsAsync(identity);
        var sanctions = await app.SanctionsAsync(identity);
        var calls = new (char Letter, Func<Task> Call)[]
        {
            ('G', () => physicians.GetPhysicianAsync(new GetPhysicianRequest()).ResponseAsync),
            ('O', () => physicians.GetOwnRecordAsync(new GetOwnRecordRequest()).ResponseAsync),
            ('S', () => physicians.SearchPhysiciansAsync(new SearchPhysiciansRequest()).ResponseAsync),
            ('V', () => physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest()).ResponseAsync),
            ('I', async () =>
            {
                using var call = imports.ImportRegister();
                await call.RequestStream.CompleteAsync();
                await call.ResponseStream.MoveNext(default);
            }),
            ('R', () => imports.ListImportRejectsAsync(new ListImportRejectsRequest()).ResponseAsync),
            ('D', async () =>
            {
                using var call = imports.DownloadImportRejects(new DownloadImportRejectsRequest());
                await call.ResponseStream.MoveNext(default);
            }),
            ('C', () => sanctions.RecordSanctionAsync(new RecordSanctionRequest()).ResponseAsync),
        };
        var answered = "";
        foreach (var (letter, call) in calls)
        {
            // Every request is empty: who is let in is told what to write, or that nothing is there.
            var status = (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;
            if (status is StatusCode.InvalidArgument or StatusCode.NotFound)
                answered += letter;
            else
                Assert.Equal(refusal, status);
        }

        return answered;
    }
}
