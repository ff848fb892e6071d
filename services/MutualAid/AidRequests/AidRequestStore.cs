using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidRequests;

internal static class AidRequestStore
{
    // A council sees the requests it filed. Of the requests that rest on a physician, AidReach.Covers then leaves out the family's: the relation is sealed.
    private const string WithinReach = "(@Everything or (r.council = @Council and @Council <> '') or r.rpps = @Person)";

    // The state is not stored: it follows from the facts.
    private const string State = "coalesce(d.outcome, case when i.id is null then 'submitted' else 'instructed' end)";

    private const string Files =
        $"""
        select r.id, r.sealed_nature, r.rpps, r.asked_cents, r.council, r.submitted_at,
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

    /// <summary>A request that may be in the caller's scope; null otherwise.</summary>
    public static Task<AidRequestRow?> FindAsync(SqlSession sql, string id, AidReach reach) => sql.SingleOrDefaultAsync<AidRequestRow>(
        $"{Files} where r.id = @id and {WithinReach}", new { id, reach.Everything, reach.Council, reach.Person });

    /// <summary>As <see cref="FindAsync"/> for the commission, with the request locked until the transaction ends: one step at a time.</summary>
    public static async Task<AidRequestRow?> LockAsync(SqlSession sql, string id)
    {
        await sql.QueryAsync<string>($"select id from aid_requests where id = @id{Dialect.ForUpdate(sql.Engine)}", new { id });
        return await FindAsync(sql, id, AidReach.All);
    }

    /// <summary>Requests that may be in scope after <paramref name="after"/>, oldest first.</summary>
    public static Task<IReadOnlyList<AidRequestRow>> PageAsync(
        SqlSession sql, AidReach reach, string state, string envelopeId, string after, int limit) => sql.QueryAsync<AidRequestRow>(
        $"""
        {Files}
        where r.id > @after and {WithinReach}
          and (@state = '' or @state = {State})
          and (@envelopeId = '' or i.envelope_id = @envelopeId)
        order by r.id limit @limit
        """, new { after, state, envelopeId, limit, reach.Everything, reach.Council, reach.Person });

    /// <summary>Requests that rest on a physician, filed since an instant, the last filed first.</summary>
    public static Task<IReadOnlyList<AidRequestRow>> OfPhysicianAsync(SqlSession sql, string rpps, DateTimeOffset since) => sql.QueryAsync<AidRequestRow>(
        $"{Files} where r.rpps = @rpps and r.submitted_at >= @since order by r.submitted_at desc, r.id desc", new { rpps, since });

    public static Task<IReadOnlyList<UnsealedRow>> UnsealedAsync(SqlSession sql, int limit) => sql.QueryAsync<UnsealedRow>(
        "select id, rpps, submitted_by, kind, relation from aid_requests where sealed_nature is null order by id limit @limit", new { limit });

    /// <summary>Replaces a readable nature; 0 when it is sealed already.</summary>
    public static Task<int> SealNatureAsync(SqlSession sql, string id, byte[] sealedNature) => sql.ExecuteAsync(
        "update aid_requests set sealed_nature = @sealedNature, kind = null, relation = null where id = @id and sealed_nature is null",
        new { id, sealedNature });

    public static async Task InsertAsync(SqlSession sql, AidRequestRow row, IReadOnlyList<SealedDetail> details)
    {
        await sql.ExecuteAsync(
            """
            insert into aid_requests (id, sealed_nature, rpps, asked_cents, council, submitted_at, submitted_by, version)
            values (@Id, @SealedNature, @Rpps, @AskedCents, @Council, @SubmittedAt, @SubmittedBy, @Version)
            """,
            new { row.Id, row.SealedNature, row.Rpps, row.AskedCents, row.Council, row.SubmittedAt, row.SubmittedBy, row.Version });
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
        return (await FindAsync(sql, id, AidReach.All))!;
    }
}

internal readonly record struct OpenRequests(long OfPhysician, long OfFiler);
