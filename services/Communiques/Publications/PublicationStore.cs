using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Publications;

internal static class PublicationStore
{
    /// <summary>Published communiqués without a publication record, oldest first.</summary>
    public static Task<IReadOnlyList<string>> UnrecordedAsync(SqlSession sql, DateTimeOffset now, int count) => sql.QueryAsync<string>(
        """
        select a.communique_id from approvals a
        where a.withdrawn_at is null and a.embargo_at <= @now
            and not exists (select 1 from publications p where p.communique_id = a.communique_id)
        order by a.embargo_at, a.communique_id
        limit @count
        """, new { now, count });

    /// <summary>False when another replica recorded it first.</summary>
    public static async Task<bool> RecordAsync(SqlSession sql, ApprovalRow approval, DateTimeOffset at) => await sql.ExecuteAsync(
        """
        insert into publications (communique_id, approval_id, published_at, recorded_at)
        values (@CommuniqueId, @Id, @EmbargoAt, @at)
        on conflict do nothing
        """, new { approval.CommuniqueId, approval.Id, approval.EmbargoAt, at }) == 1;
}
