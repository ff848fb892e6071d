using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidRequests;

internal static class AidRequestStore
{
    // A council sees the requests it filed; a physician sees requests for that physician only, not for the family.
    private const string WithinReach =
        "(@Everything or (r.council = @Council and @Council <> '') or (r.rpps = @Person and r.relation = 'self'))";

    // The state is not stored: it follows from the facts.
    private const string State = "coalesce(d.outcome, case when i.id is null then 'submitted' else 'instructed' end)";

    private const string Files =
        $"""
        select r.id, r.kind, r.rpps, r.relation, r.asked_cents, r.council, r.submitted_at,
               r.submitted_by, r.version,
               {State} as state,
               i.id as instruction_id, coalesce(i.number, 0) as instructions, i.envelope_id,
               coalesce(i.amount_cents, 0) as proposed_cents, i.sealed_opinion, i.at as instructed_at,
               d.at as decided_at, d.sealed_reason
        from aid_requests r
        left join aid_instructions i on i.request_id = r.id
            and i.number = (select max(last.number) from aid_instructions last where last.request_id = r.id)
        left join aid_decisions d on d.request_id = r.id
        """;

    /// <summary>A request in the caller's scope; null otherwise.</summary>
    public static Task<AidRequestRow?> FindAsync(SqlSession sql, string id, AidReach reach) => sql.SingleOrDefaultAsync<AidRequestRow>(
        $"{Files} where r.id = @id and {WithinReach}", new { id, reach.Everything, reach.Council, reach.Person });

    /// <summary>As <see cref="FindAsync"/> for the commission, with the request locked until the transaction ends: one step at a time.</summary>
    public static async Task<AidRequestRow?> LockAsync(SqlSession sql, string id)
    {
        await sql.QueryAsync<string>($"select id from aid_requests where id = @id{Dialect.ForUpdate(sql.Engine)}", new { id });
        return await FindAsync(sql, id, new AidReach(true, "", ""));
    }

    /// <summary>Requests in scope after <paramref name="after"/>, oldest first.</summary>
    /// <param name="state">Empty for every state.</param>
    /// <param name="envelopeId">Envelope of the last proposal; empty for every one.</param>
    public static Task<IReadOnlyList<AidRequestRow>> PageAsync(
        SqlSession sql, AidReach reach, string state, string envelopeId, string after, int limit) => sql.QueryAsync<AidRequestRow>(
        $"""
        {Files}
        where r.id > @after and {WithinReach}
          and (@state = '' or @state = {State})
          and (@envelopeId = '' or i.envelope_id = @envelopeId)
        order by r.id limit @limit
        """, new { after, state, envelopeId, limit, reach.Everything, reach.Council, reach.Person });

    /// <summary>Other requests for the same beneficiary, filed since an instant, the last filed first.</summary>
    public static Task<IReadOnlyList<AidRequestRow>> SimilarAsync(SqlSession sql, AidRequestRow request, DateTimeOffset since, int limit) =>
        sql.QueryAsync<AidRequestRow>(
            $"""
            {Files}
            where r.rpps = @Rpps and r.relation = @Relation and r.id <> @Id and r.submitted_at >= @since
            order by r.submitted_at desc, r.id desc limit @limit
            """, new { request.Rpps, request.Relation, request.Id, since, limit });

    public static async Task InsertAsync(SqlSession sql, AidRequestRow row, IReadOnlyList<SealedDetail> details)
    {
        await sql.ExecuteAsync(
            """
            insert into aid_requests (id, kind, rpps, relation, asked_cents, council, submitted_at, submitted_by, version)
            values (@Id, @Kind, @Rpps, @Relation, @AskedCents, @Council, @SubmittedAt, @SubmittedBy, @Version)
            """,
            new { row.Id, row.Kind, row.Rpps, row.Relation, row.AskedCents, row.Council, row.SubmittedAt, row.SubmittedBy, row.Version });
        foreach (var detail in details)
        {
            await sql.ExecuteAsync(
                "insert into aid_request_details (request_id, kind, sealed) values (@Id, @Kind, @Sealed)", new { row.Id, detail.Kind, detail.Sealed });
        }
    }

    /// <summary>Requests neither granted nor refused that rest on a physician, and that a person filed.</summary>
    public static async Task<OpenRequests> CountOpenAsync(SqlSession sql, string rpps, string filer) => new(
        await sql.ScalarAsync<long>(
            "select count(*) from aid_requests r where r.rpps = @rpps and not exists (select 1 from aid_decisions d where d.request_id = r.id)", new { rpps }),
        await sql.ScalarAsync<long>(
            "select count(*) from aid_requests r where r.submitted_by = @filer and not exists (select 1 from aid_decisions d where d.request_id = r.id)",
            new { filer }));

    public static Task<IReadOnlyList<SealedDetail>> DetailsAsync(SqlSession sql, string id) => sql.QueryAsync<SealedDetail>(
        "select kind, sealed from aid_request_details where request_id = @id", new { id });

    /// <summary>Raises the version, which is the etag, and gives the request as it is now.</summary>
    public static async Task<AidRequestRow> ChangedAsync(SqlSession sql, string id)
    {
        await sql.ExecuteAsync("update aid_requests set version = version + 1 where id = @id", new { id });
        return (await FindAsync(sql, id, new AidReach(true, "", "")))!;
    }
}

internal readonly record struct OpenRequests(long OfPhysician, long OfFiler);
