using Dapper;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Register;

/// <summary>A look that takes several statements and no transaction knows whether somebody wrote between them.</summary>
public sealed class WholeLookTests
{
    private const string NewName = "TÉMOIN";
    private static readonly string Rpps = NumberedFile.Rpps(1);

    [Theory, Engines]
    public async Task Look_NobodyWrites_IsWhole(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(2));

        var look = await app.App.Database.ReadAsync(sql => PhysicianStore.LookAsync(sql, Rpps), default);

        Assert.Equal((true, true, 1, 1), look is null ? default : (look.IsWhole, look.IsPlain, look.Practices.Of(look).Qualifications.Count, look.Practices.Of(look).Activities.Count));
    }

    [Fact]
    public async Task Look_ChangedBetweenItsStatements_IsNotWhole()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.PostgreSql);
        await app.ImportAsync(NumberedFile.Of(2));

        var look = await RenamedMeanwhileAsync(app, () => app.App.Database.ReadAsync(sql => PhysicianStore.LookAsync(sql, Rpps), default));

        Assert.False(look!.IsWhole);
    }

    [Fact]
    public async Task GetPhysician_ChangedBetweenTheStatementsOfItsLook_IsReadAgain()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.PostgreSql);
        await app.ImportAsync(NumberedFile.Of(2));

        var physician = await RenamedMeanwhileAsync(app, () => app.GetAsync(Rpps));

        Assert.Equal(NewName, physician.FamilyName);
    }

    /// <summary>What a look finds whose last statements wait while the physician is renamed.</summary>
    private static async Task<T> RenamedMeanwhileAsync<T>(RegistryApp app, Func<Task<T>> look)
    {
        await using var holder = await app.App.Database.OpenAsync(default);
        await using var holding = await holder.BeginTransactionAsync();
        await holder.ExecuteAsync("lock table activities in access exclusive mode", transaction: holding);

        // Its third statement waits.
        var looking = look();
        await Until.TrueAsync(
            () => app.App.Database.ReadAsync(sql => sql.ScalarAsync<bool>("select exists (select 1 from pg_locks where not granted)"), default), "the look to wait");
        await app.App.Database.WriteAsync(
            async sql => await sql.ExecuteAsync(
                "update physicians set version = version + 1, family_name = @NewName where rpps = @Rpps", new { Rpps, NewName }) == 1, default);
        await holding.RollbackAsync();
        return await looking;
    }
}
