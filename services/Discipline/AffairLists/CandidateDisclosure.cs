using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>A read of a line would tell a physician of a case before it is opened. Reads of a physician who may be the person of an undecided line are hidden
/// from the import on. While the register was not asked about a line, everybody may be that person.</summary>
internal sealed class CandidateDisclosure : IAccessDisclosure
{
    private const string Physicians = "physicians/";
    private const string Undecided =
        "select t.imported_at from affair_lines l join affair_lists t on t.affair_id = l.affair_id where l.state not in ('Delivered', 'Dismissed')";

    public async Task<DateTimeOffset?> HiddenFromAsync(SqlSession sql, string record) => record.StartsWith(Physicians, StringComparison.Ordinal)
        ? await sql.SingleOrDefaultAsync<DateTimeOffset?>(
            $"""
            {Undecided} and (l.looked_up_at is null or l.rpps = @rpps
              or exists (select 1 from affair_line_candidates k where k.line_id = l.id and k.rpps = @rpps))
            order by t.imported_at limit 1
            """, new { rpps = record[Physicians.Length..] })
        : null;

    public Task<DateTimeOffset?> OldestHiddenAsync(SqlSession sql) =>
        sql.SingleOrDefaultAsync<DateTimeOffset?>($"{Undecided} order by t.imported_at limit 1");
}
