using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Approvals;

/// <summary>SQL of approvals. A communiqué has at most one in force, and so has an address.</summary>
internal static class ApprovalStore
{
    private const string Columns =
        """
        a.id, a.communique_id, a.revision, a.slug, a.embargo_at, a.approved_by, a.approved_at
        """;

    public static Task<ApprovalRow?> StandingAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<ApprovalRow>(
        $"select {Columns} from approvals a where a.communique_id = @id and a.withdrawn_at is null", new { id });

    /// <summary>Adds an approval at the first free address of <paramref name="slugs"/>. Waits for a concurrent approval of the same address.</summary>
    public static async Task<ApprovalRow> AddAsync(SqlSession sql, ApprovalRow approval, IEnumerable<string> slugs)
    {
        foreach (var slug in slugs)
        {
            var taken = approval with { Slug = slug };
            var added = await sql.ExecuteAsync(
                """
                insert into approvals (id, communique_id, revision, slug, embargo_at, approved_by, approved_at)
                values (@Id, @CommuniqueId, @Revision, @Slug, @EmbargoAt, @ApprovedBy, @ApprovedAt)
                on conflict do nothing
                """, taken);
            if (added == 1)
                return taken;
        }

        throw new InvalidOperationException($"communiques/{approval.CommuniqueId} has an approval that its lock should have shown.");
    }

    public static Task WithdrawAsync(SqlSession sql, string approvalId, string by, DateTimeOffset at) => sql.ExecuteAsync(
        "update approvals set withdrawn_by = @by, withdrawn_at = @at where id = @approvalId and withdrawn_at is null", new { approvalId, by, at });
}
