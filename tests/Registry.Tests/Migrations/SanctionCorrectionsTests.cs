using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Restrictions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Migrations;

/// <summary>The tables of restrictions and reliefs get other keys; SQLite writes both anew.</summary>
public sealed class SanctionCorrectionsTests
{
    private const string Anne = RegisterFile.Anne;

    [Theory, Engines]
    public async Task Upgrade_RestrictionsAndReliefs_KeepEveryColumn(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using (var database = new Database(Options.Create(new DatabaseOptions { Engine = engine, ConnectionString = store.ConnectionString })))
        {
            await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync(
                [typeof(Database).Assembly, new EarlierScripts(typeof(RegistryHost).Assembly, 24)], CancellationToken.None);
            await database.WriteAsync(
                async sql => await sql.ExecuteAsync(
                    """
                    insert into register_revisions (number, at) values (-3, @at), (-2, @at), (-1, @at);
                    insert into physicians
                        (rpps, title, civility, family_name, given_name, council, sort_key, registered_since, content_hash, version, valid_from, recorded_in,
                         changed_in, revision)
                    values (@Anne, 'DR', 'MME', 'ESSAI', 'ANNE', '75', 'essai', '2020-01-01', @hash, 1, '2020-01-01', 1, 1, -3);
                    insert into restrictions (id, rpps, decision_id, kind, effective_on, ends_on, recorded_at, recorded_in) values
                        ('00000000-0000-7000-8000-000000000001', @Anne, 'D-1', 'BanFromPractice', '2021-01-01', '2021-02-01', @at, 0),
                        ('00000000-0000-7000-8000-000000000002', @Anne, 'D-2', 'Radiation', '2022-06-01', null, @at, -3);
                    insert into reliefs
                        (id, restriction_id, rpps, decision, final_on, requested_on, decided_on, outcome, effective_on, recorded_in, recorded_by, superseded_in,
                         superseded_by)
                    values
                        ('f2', '00000000-0000-7000-8000-000000000002', @Anne, 'n° 2', '2022-05-31', '2025-10-02', '2026-03-14', 'Granted', '2026-03-15', -1,
                         'u', null, null),
                        ('f1', '00000000-0000-7000-8000-000000000002', @Anne, 'n° 1', '2022-05-30', '2025-10-01', '2026-03-13', 'Refused', null, -2, 'v', -1,
                         'f2')
                    """, new { Anne, at = DateTimeOffset.UnixEpoch, hash = new byte[32] }) > 0, CancellationToken.None);
        }

        await using var app = await RegistryApp.StartAsync(store);

        Assert.Equal(1, await app.CountAsync(
            """
            restrictions where id like '%1' and rpps = '10123456781' and decision_id = 'D-1' and kind = 'BanFromPractice' and effective_on = '2021-01-01'
                and ends_on = '2021-02-01' and recorded_at is not null and recorded_in = 0 and superseded_in is null
            """));
        Assert.Equal(1, await app.CountAsync(
            """
            restrictions where id like '%2' and rpps = '10123456781' and decision_id = 'D-2' and kind = 'Radiation' and effective_on = '2022-06-01'
                and ends_on is null and recorded_in = -3 and superseded_in is null
            """));
        Assert.Equal(2, await app.CountAsync("restrictions"));
        Assert.Equal(1, await app.CountAsync(
            """
            reliefs where id = 'f1' and restriction_id like '%2' and rpps = '10123456781' and decision = 'n° 1' and final_on = '2022-05-30'
                and requested_on = '2025-10-01' and decided_on = '2026-03-13' and outcome = 'Refused' and effective_on is null and recorded_in = -2
                and recorded_by = 'v' and superseded_in = -1 and superseded_by = 'f2'
            """));
        Assert.Equal(1, await app.CountAsync(
            """
            reliefs where id = 'f2' and final_on = '2022-05-31' and outcome = 'Granted' and effective_on = '2026-03-15' and recorded_by = 'u'
                and superseded_in is null and superseded_by is null
            """));
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne, RegistryApp.Today.AddDays(-1))).Status);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Anne)).Status);
        Assert.Equal("f2", (await ReliefTests.RadiationAsync(app)).Reliefs.Single().ReliefId);

        // The sanction of the release before is known by its decision, and can be withdrawn.
        Assert.EndsWith(
            "1", await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, new DateOnly(2021, 1, 1), new DateOnly(2021, 2, 1), "D-1"),
            StringComparison.Ordinal);
        Assert.False((await app.VerifyAsync(Anne, new DateOnly(2021, 1, 15))).MayPractise);
        await (await app.SanctionsAsync()).CorrectSanctionAsync(RegistryApp.Correction(Anne, "D-1"));
        Assert.True((await app.VerifyAsync(Anne, new DateOnly(2021, 1, 15))).MayPractise);
    }

    /// <summary>No table refers to a table that is gone, and reliefs still refer to each other.</summary>
    [Fact]
    public async Task Upgrade_OnSqlite_LeavesNoBrokenReference()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        var referred = await app.App.Database.ReadAsync(
            sql => sql.QueryAsync<string>(
                """
                select m.name || ' ' || f."table" from sqlite_master m join pragma_foreign_key_list(m.name) f
                where m.type = 'table' and (m.name in ('reliefs', 'restrictions') or f."table" not in (select name from sqlite_master where type = 'table'))
                order by 1
                """), default);

        Assert.Equal(
            ["reliefs register_revisions", "reliefs register_revisions", "reliefs reliefs", "restrictions physicians", "restrictions register_revisions"],
            referred);
    }
}
