using System.Text.Json;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.PublicDecisions;

/// <summary>SQL of public texts. Versions are added; of each decision at most one is published.</summary>
internal static class PublicDecisionStore
{
    /// <summary>Of the decisions that match, the latest of this number are ranked and shown: a word that every decision holds costs no more.</summary>
    public const int MostFound = 500;

    // Quarters of a year that are looked at one after the other; 0 for all. A span of three years costs more than all texts: the index joins its quarters.
    private static readonly int[] Spans = [4, 0];

    private const string Published = "d.decision_id, d.version, d.number, d.sanction, d.year, d.articles, d.approved_at, v.text, v.chamber";

    private const string Joined = "public_decisions d join public_decision_versions v on v.decision_id = d.decision_id and v.version = d.version";

    // `le` is no word for the stemmer: alone it finds nothing, though every text is of some quarter.
    private const string NumbersOnPostgres =
        """
        select rowid from (
            select rowid from public_decision_words
            where words @@ (plainto_tsquery('french', @words) && to_tsquery('simple', @tags) && to_tsquery('simple', @quarters))
              and numnode(plainto_tsquery('french', @words) && to_tsquery('simple', @tags)) > 0 offset 0) m
        order by rowid desc limit @MostFound
        """;

    // The tags are no words of the text: they select and do not rank.
    private const string RankedByPostgres =
        """
        select rowid as number, -ts_rank(words, plainto_tsquery('french', @words)) as place from public_decision_words where rowid = any(@numbers)
        """;

    // Counts the words in the texts that are ranked. bm25() counts first how many texts of all hold each word: 40 ms for a frequent one of 500,000 texts.
    private const string RankedBySqlite =
        """
        select number, (
            select -sum(1 - 1 / (1 + (length(padded) - length(replace(padded, ' ' || value || ' ', ' '))) / (length(value) + 1.0)))
            from json_each(@list)) as place
        from (
            select rowid as number, case when @words = '' then '' else ' ' || folded || ' ' end as padded from public_decision_words
            where public_decision_words match @match order by rowid desc limit @MostFound)
        """;

    public static Task AddVersionAsync(SqlSession sql, PublicTextRow row) => sql.ExecuteAsync(
        """
        insert into public_decision_versions (decision_id, version, text, chamber, prepared_by, prepared_at)
        values (@DecisionId, @Version, @Text, @Chamber, @PreparedBy, @PreparedAt)
        """, row);

    public static Task<PublicTextRow?> LatestAsync(SqlSession sql, string decision, string chamber) => sql.SingleOrDefaultAsync<PublicTextRow>(
        """
        select decision_id, version, text, chamber, prepared_by, prepared_at, withdrawn from public_decision_versions
        where decision_id = @decision and chamber = @chamber
          and version = (select max(version) from public_decision_versions where decision_id = @decision)
        """, new { decision, chamber });

    public static async Task<int> LatestVersionAsync(SqlSession sql, string decision) => await sql.ScalarAsync<int>(
        "select coalesce(max(version), 0) from public_decision_versions where decision_id = @decision", new { decision });

    /// <summary>Authors of all versions.</summary>
    public static Task<IReadOnlyList<string>> AuthorsAsync(SqlSession sql, string decision) => sql.QueryAsync<string>(
        "select distinct prepared_by from public_decision_versions where decision_id = @decision", new { decision });

    public static async Task PublishAsync(SqlSession sql, PublishedRow row, IReadOnlyList<string> articles, string folded, string approvedBy)
    {
        await sql.ExecuteAsync(
            """
            insert into public_decisions (decision_id, version, number, sanction, year, articles, approved_by, approved_at)
            values (@DecisionId, @Version, @Number, @sanction, @Year, @Articles, @approvedBy, @ApprovedAt)
            """,
            new { row.DecisionId, row.Version, row.Number, sanction = row.Sanction.ToString(), row.Year, row.Articles, approvedBy, row.ApprovedAt });
        await sql.ExecuteAsync(
            "insert into public_decision_words (rowid, folded, tags) values (@Number, @folded, @tags)",
            new { row.Number, folded, tags = PublicDecisionTags.All(articles, row.Sanction, row.Year) });
    }

    /// <summary>Takes the published version back for good.</summary>
    public static async Task WithdrawAsync(SqlSession sql, string decision, int version)
    {
        await sql.ExecuteAsync(
            "update public_decision_versions set withdrawn = @yes where decision_id = @decision and version = @version", new { decision, version, yes = true });
        await RemoveAsync(sql, decision);
    }

    /// <summary>Nothing of the decision is published afterwards.</summary>
    public static async Task RemoveAsync(SqlSession sql, string decision)
    {
        await sql.ExecuteAsync(
            "delete from public_decision_words where rowid = (select number from public_decisions where decision_id = @decision)", new { decision });
        await sql.ExecuteAsync("delete from public_decisions where decision_id = @decision", new { decision });
    }

    public static Task<PublishedRow?> GetAsync(SqlSession sql, string decision) =>
        sql.SingleOrDefaultAsync<PublishedRow>($"select {Published} from {Joined} where d.decision_id = @decision", new { decision });

    /// <summary>The best first, then the latest approved; the latest first when nothing is looked for.</summary>
    /// <remarks>For a snapshot: the end of its transaction ends the planner's settings.</remarks>
    public static async Task<IReadOnlyList<PublishedRow>> SearchAsync(SqlSession sql, DecisionSearch search, int offset, int limit)
    {
        if (search.Words.Count + search.Tags.Count == 0)
        {
            return await sql.QueryAsync<PublishedRow>(
                $"select {Published} from {Joined} order by d.number desc limit @limit offset @offset", new { limit, offset });
        }

        var isPostgres = sql.Engine == SqlEngine.PostgreSql;
        return await sql.QueryAsync<PublishedRow>(
            $"""
            select {Published} from (
                select number, place from ({(isPostgres ? RankedByPostgres : RankedBySqlite)}) m order by place, number desc limit @limit offset @offset) f
            join public_decisions d on d.number = f.number
            join public_decision_versions v on v.decision_id = d.decision_id and v.version = d.version
            order by f.place, d.number desc
            """,
            isPostgres
                ? new { words = string.Join(' ', search.Words), numbers = await NumbersAsync(sql, search), limit, offset }
                : new
                {
                    words = string.Join(' ', search.Words),
                    list = JsonSerializer.Serialize(search.Words),
                    match = string.Join(" AND ", new[] { Column("folded", search.Words), Column("tags", search.Tags) }.Where(part => part.Length > 0)),
                    MostFound,
                    limit,
                    offset,
                });
    }

    /// <summary>The latest texts that match, on PostgreSQL. Its index has no order, and reads every text that holds a frequent word: so the latest year is
    /// looked at first, and all texts for rarer words only.</summary>
    private static async Task<long[]> NumbersAsync(SqlSession sql, DecisionSearch search)
    {
        var latest = await sql.ScalarAsync<long>("select coalesce(max(number), 0) from public_decisions");
        if (latest == 0)
            return [];
        // The planner may not know a word, and reads the texts themselves when it takes the word for a frequent one. After the statement above, which would
        // read all numbers.
        await sql.ExecuteAsync("set local enable_seqscan = off; set local enable_indexscan = off; set local jit = off");
        IReadOnlyList<long> numbers = [];
        foreach (var quarters in Spans)
        {
            numbers = await sql.QueryAsync<long>(NumbersOnPostgres, new
            {
                words = string.Join(' ', search.Words),
                tags = string.Join(" & ", search.Tags),
                quarters = quarters == 0 ? "" : PublicDecisionTags.Quarters(latest, quarters),
                MostFound,
            });
            if (numbers.Count == MostFound)
                break;
        }

        await sql.ExecuteAsync("set local enable_indexscan = on");
        return [.. numbers];
    }

    // Folded words hold letters and digits only; the quotes keep AND, OR and NOT words.
    private static string Column(string name, IReadOnlyList<string> words) =>
        words.Count == 0 ? "" : $"{name} : ({string.Join(" AND ", words.Select(word => $"\"{word}\""))})";
}

internal sealed record PublicTextRow
{
    public string DecisionId { get; init; } = "";
    public int Version { get; init; }
    public string Text { get; init; } = "";
    public string Chamber { get; init; } = "";
    public string PreparedBy { get; init; } = "";
    public DateTimeOffset PreparedAt { get; init; }
    public bool Withdrawn { get; init; }
}

internal sealed record PublishedRow
{
    public string DecisionId { get; init; } = "";
    public int Version { get; init; }
    public long Number { get; init; }
    public Sanction Sanction { get; init; }
    public int Year { get; init; }

    /// <summary>Separated by spaces.</summary>
    public string Articles { get; init; } = "";
    public DateTimeOffset ApprovedAt { get; init; }
    public string Text { get; init; } = "";
    public string Chamber { get; init; } = "";
}
