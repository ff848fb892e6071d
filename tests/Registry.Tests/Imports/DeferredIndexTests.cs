using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Registry;
using OrdreCouncils.Registry.Imports;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Imports;

/// <summary>On SQLite the first import drops some indexes and creates them again at its end, also after a failure or a crash.</summary>
public sealed class DeferredIndexTests
{
    private static readonly string[] All =
        ["activities_ended", "activities_finess", "activities_siret", "activities_structure", "physicians_revision", "physicians_sort"];

    [Fact]
    public async Task BeforeImport_EmptyRegister_SetsThemAsideAndAnImportBringsThemBack()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        Assert.Equal(All, await IndexesAsync(app.App));
        await app.App.Host.Services.GetRequiredService<DeferredIndexes>().BeforeImportAsync(default);
        Assert.Empty(await IndexesAsync(app.App));

        await app.ImportAsync(new RegisterFile().Line());

        Assert.Equal(All, await IndexesAsync(app.App));
        await app.ImportAsync(new RegisterFile().Line(structure: "CABINET B"));
        Assert.Equal(All, await IndexesAsync(app.App));
    }

    [Fact]
    public async Task ImportRegister_FileThatCannotBeRead_BringsThemBack()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        await Assert.ThrowsAsync<RpcException>(() => app.ImportAsync("no|such|columns\n"));

        Assert.Equal(All, await IndexesAsync(app.App));
    }

    [Fact]
    public async Task Start_AfterACrashInTheFirstImport_BringsThemBack()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using (var crashed = await ServiceApp.StartAsync(RegistryHost.Build, store, settings: RegistryApp.Settings))
            await crashed.Host.Services.GetRequiredService<DeferredIndexes>().BeforeImportAsync(default);

        await using var app = await ServiceApp.StartAsync(RegistryHost.Build, store, settings: RegistryApp.Settings);

        Assert.Equal(All, await IndexesAsync(app));
    }

    private static Task<IReadOnlyList<string>> IndexesAsync(ServiceApp app) => app.Database.ReadAsync(
        sql => sql.QueryAsync<string>(
            "select name from sqlite_master where type = 'index' and sql is not null and tbl_name in ('physicians', 'qualifications', 'activities') order by name"), default);
}
