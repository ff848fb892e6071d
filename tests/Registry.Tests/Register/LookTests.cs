using Dapper;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Register;

/// <summary>The read of a physician whom no cache holds.</summary>
public sealed class LookTests
{
    private static readonly string Rpps = NumberedFile.Rpps(1);

    [Theory, Engines]
    public async Task Look_SeveralActivitiesAndQualifications_GivesEachOnceInOrder(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(2));
        await app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync(
            """
            insert into qualifications (rpps, kind, code, label, valid_from, valid_to, recorded_in, ended_in)
            select rpps, 'C', 'C' || n, 'Compétence', valid_from, null, recorded_in, null
            from qualifications, (select 1 as n union select 2 as n) numbers where rpps = @Rpps;
            insert into activities (rpps, activity_key, mode, sector, structure, siret, finess, postal_code, town, department, valid_from, valid_to, recorded_in, ended_in)
            select rpps, @key, mode, sector, structure, siret, finess, postal_code, 'SECONDE', department, valid_from, null, recorded_in + 1, null
            from activities where rpps = @Rpps
            """, new { Rpps, key = new byte[16] }) > 0, default);

        var look = await app.App.Database.ReadAsync(sql => PhysicianStore.LookAsync(sql, Rpps), default);

        var physician = look!.Practices.Of(look);
        Assert.True(look.IsPlain);
        Assert.Equal(["S", "C C1", "C C2"], physician.Qualifications.Select(held => held.Kind == "S" ? held.Kind : $"{held.Kind} {held.Code}"));
        Assert.Equal(2, physician.Activities.Count);
        Assert.Equal("SECONDE", physician.Activities[1].Town);
    }

    [Theory, Engines]
    public async Task Look_NoActivityAndNoQualification_GivesThePhysician(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(2));
        await app.App.Database.WriteAsync(
            async sql => await sql.ExecuteAsync("delete from qualifications where rpps = @Rpps; delete from activities where rpps = @Rpps", new { Rpps }) > 0, default);

        var look = await app.App.Database.ReadAsync(sql => PhysicianStore.LookAsync(sql, Rpps), default);

        var physician = look!.Practices.Of(look);
        Assert.Equal((Rpps, 0, 0), (physician.Rpps, physician.Qualifications.Count, physician.Activities.Count));
    }

    [Fact]
    public async Task GetPhysician_ChangedWhileItWaits_ShowsOneState()
    {
        const string name = "TÉMOIN";
        const string town = "TEMOINVILLE";
        await using var app = await RegistryApp.StartAsync(SqlEngine.PostgreSql);
        await app.ImportAsync(NumberedFile.Of(2));
        await using var writer = await app.App.Database.OpenAsync(default);
        await using var writing = await writer.BeginTransactionAsync();
        await writer.ExecuteAsync("lock table activities in access exclusive mode", transaction: writing);

        var reading = app.GetAsync(Rpps);
        await Until.TrueAsync(
            () => app.App.Database.ReadAsync(sql => sql.ScalarAsync<bool>("select exists (select 1 from pg_locks where not granted)"), default), "the read to wait");
        await writer.ExecuteAsync(
            """
            update physicians set version = version + 1, family_name = @name where rpps = @Rpps;
            update activities set town = @town where rpps = @Rpps
            """, new { Rpps, name, town }, writing);
        await writing.CommitAsync();

        var physician = await reading;
        Assert.Equal((name, town), (physician.FamilyName, Assert.Single(physician.Activities).Town));
    }
}
