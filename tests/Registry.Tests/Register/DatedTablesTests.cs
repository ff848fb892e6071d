using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Register;

/// <summary>Compares the list of dated tables with the migrated schema.</summary>
public sealed class DatedTablesTests
{
    /// <summary>Tables with an RPPS number that hold no fact of the register, each with the reason.</summary>
    private static readonly Dictionary<string, string> NoFacts = new()
    {
        ["applications"] = "a procedure; its outcome is a registration fact",
        ["attestations"] = "copies of facts, issued once",
        ["civil_status"] = "the council's own file, with its own dates",
        ["declarations"] = "shown in the history only",
        ["fitness_procedures"] = "a procedure; its outcome is a suspension",
        ["notices"] = "owed by a council",
        ["shown_physicians"] = "progress of a follower",
        ["watch_progress"] = "progress of a follower",
        ["watched_physicians"] = "a partner's list",
        ["webhook_deliveries"] = "messages to partners",
    };

    [Theory, Engines]
    public async Task All_ListsEveryTableWithANumberAndFacts(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var named = (await ColumnsAsync(app)).Where(column => column.Name is "rpps" or "kept").Select(column => column.Table).Distinct();

        Assert.Equal(DatedTables.All.Select(table => table.Name).Concat(NoFacts.Keys).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory, Engines]
    public async Task All_EveryOtherTableThatNamesAPhysician_HasNoRecordedRevision(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var recorded = (await ColumnsAsync(app)).Where(column => column.Name is "recorded_in" or "superseded_in" or "ended_in" or "replaced_in" or "undone_in")
            .Select(column => column.Table).Distinct();

        Assert.Empty(recorded.Except(DatedTables.All.Select(table => table.Name)));
    }

    [Theory, Engines]
    public async Task Conditions_OfEveryTable_NameColumnsThatExist(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var day = new DateOnly(2026, 1, 1);

        foreach (var table in DatedTables.All)
        {
            var rows = await app.App.Database.ReadAsync(
                sql => sql.ScalarAsync<long>(
                    $"""
                    select count(*) from {table.Name}
                    where {table.Holds()} and ({table.HoldsNow()}) and {table.HasNothingAbout("'1'")} and ({table.TurnsInWindow ?? "1 = 1"})
                    """,
                    new { revision = AsOf.Now.Revision, From = day, Until = day, Before = day }),
                default);
            Assert.Equal(0, rows);
        }
    }

    private static Task<IReadOnlyList<ColumnRow>> ColumnsAsync(RegistryApp app) => app.App.Database.ReadAsync(
        sql => sql.QueryAsync<ColumnRow>(sql.Engine == SqlEngine.Sqlite
            ? "select m.name as \"table\", c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
            : """
              select c.table_name as "table", c.column_name as name
              from information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
              where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
              """), default);

    private sealed record ColumnRow
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
