using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Migrations;

/// <summary>During an upgrade, old replicas still write to application_notifications after its rows were copied to notices. A later migration copies these
/// rows before it drops the old table.</summary>
public sealed class NoticeCopyTests
{
    [Theory, Engines]
    public async Task Upgrade_NoticesOfAnOlderReplica_AreCopiedBeforeTheirTableGoes(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        var application = RegistryApp.NewId();
        await using (var database = new Database(Options.Create(new DatabaseOptions { Engine = engine, ConnectionString = store.ConnectionString })))
        {
            await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync(
                [typeof(Database).Assembly, new EarlierScripts(typeof(RegistryHost).Assembly, 11)], CancellationToken.None);
            await database.WriteAsync(
                async sql =>
                {
                    await sql.ExecuteAsync(
                        """
                        insert into applications
                            (id, rpps, council, ground, title, civility, family_name, given_name, received_on, rapporteur, authority, outcome, decided_on,
                             refusal_ground, training, signed_by, submitted_by, submitted_at, version)
                        values
                            (@application, '10123456781', '75', 'Application', '', '', 'ESSAI', 'JEAN', @on, '', '', 'Accepted', @on, '', '', 'p', 'c', @at, 1)
                        """, new { application, on = RegistryApp.Today, at = DateTimeOffset.UnixEpoch });
                    // HealthAgency: copied, then notified in the new table. Applicant: copied, then notified in the old table.
                    // Prosecutor: in the old table only.
                    await sql.ExecuteAsync(
                        """
                        insert into application_notifications values
                            (@application, 'Applicant', @due, @given), (@application, 'HealthAgency', @due, null), (@application, 'Prosecutor', @due, @given);
                        insert into notices (application_id, rpps, council, recipient, due_on, notified_on) values
                            (@application, '10123456781', '75', 'Applicant', @due, null), (@application, '10123456781', '75', 'HealthAgency', @due, @given)
                        """, new { application, due = RegistryApp.Today.AddDays(8), given = RegistryApp.Today.AddDays(1) });
                    return true;
                }, CancellationToken.None);
        }

        await using var app = await RegistryApp.StartAsync(store);

        Assert.Equal(
            ["Applicant", "HealthAgency", "Prosecutor"],
            await app.App.Database.ReadAsync(
                sql => sql.QueryAsync<string>(
                    """
                    select recipient from notices where application_id = @application and council = '75' and notified_on = @given order by recipient
                    """, new { application, given = RegistryApp.Today.AddDays(1) }), default));
        Assert.Equal(3, await app.CountAsync("notices"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.CountAsync("application_notifications"));
    }
}
