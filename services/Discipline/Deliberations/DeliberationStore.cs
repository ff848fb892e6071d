using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Deliberations;

internal static class DeliberationStore
{
    public static async Task InsertAsync(
        SqlSession sql, string caseId, DeliberationRow row, IReadOnlyList<MemberRow> members, string by, DateTimeOffset at)
    {
        await sql.ExecuteAsync(
            """
            insert into deliberations (case_id, deliberated_on, outcome, votes_for, votes_against, abstentions, reasoned_opinion, recorded_by, recorded_at)
            values (@caseId, @DeliberatedOn, @outcome, @VotesFor, @VotesAgainst, @Abstentions, @ReasonedOpinion, @by, @at)
            """,
            new
            {
                caseId,
                row.DeliberatedOn,
                outcome = row.Outcome.ToString(),
                row.VotesFor,
                row.VotesAgainst,
                row.Abstentions,
                row.ReasonedOpinion,
                by,
                at,
            });
        foreach (var (member, position) in members.Select((member, position) => (member, position)))
        {
            await sql.ExecuteAsync(
                "insert into deliberation_members (case_id, position, name, recused) values (@caseId, @position, @Name, @Recused)",
                new { caseId, position, member.Name, member.Recused });
        }
    }

    public static Task<DeliberationRow?> GetAsync(SqlSession sql, string caseId) => sql.SingleOrDefaultAsync<DeliberationRow>(
        "select deliberated_on, outcome, votes_for, votes_against, abstentions, reasoned_opinion from deliberations where case_id = @caseId", new { caseId });

    public static Task<IReadOnlyList<MemberRow>> MembersAsync(SqlSession sql, string caseId) => sql.QueryAsync<MemberRow>(
        "select name, recused from deliberation_members where case_id = @caseId order by position", new { caseId });
}

internal sealed record DeliberationRow
{
    public DateOnly DeliberatedOn { get; init; }
    public DeliberationOutcome Outcome { get; init; }
    public int VotesFor { get; init; }
    public int VotesAgainst { get; init; }
    public int Abstentions { get; init; }
    public string ReasonedOpinion { get; init; } = "";
}

internal sealed record MemberRow
{
    public string Name { get; init; } = "";
    public bool Recused { get; init; }
}
