using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Colleagues;

internal static class ColleagueStore
{
    /// <summary>Writes the colleague as seen now. A token without a name keeps the name that another gave.</summary>
    public static Task KeepAsync(SqlSession sql, ColleagueRow row) => sql.ExecuteAsync(
        """
        insert into colleagues (subject, name, body, council, chamber, seen_at)
        values (@Subject, @Name, @Body, @Council, @Chamber, @SeenAt)
        on conflict (subject) do update set
          name = case when excluded.name = '' then colleagues.name else excluded.name end,
          body = excluded.body, council = excluded.council, chamber = excluded.chamber, seen_at = excluded.seen_at
        """, row);

    /// <summary>Null for a subject that the store does not know. The name is empty out of the caller's reach.</summary>
    public static Task<ColleagueRow?> FindAsync(SqlSession sql, string subject, RowScope scope) => sql.SingleOrDefaultAsync<ColleagueRow>(
        """
        select subject, body,
          case when @All or (council = '' and chamber = '') or council = @Council or chamber = @Chamber
            then name else '' end as name
        from colleagues where subject = @subject
        """,
        new { subject, scope.All, Council = scope.CouncilParameter, Chamber = scope.Chamber.Length > 0 ? scope.Chamber : "-" });
}

internal sealed record ColleagueRow
{
    public string Subject { get; init; } = "";
    public string Name { get; init; } = "";
    public string Body { get; init; } = "";
    public string Council { get; init; } = "";
    public string Chamber { get; init; } = "";
    public DateTimeOffset SeenAt { get; init; }
}
