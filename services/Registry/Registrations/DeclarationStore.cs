using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Registrations;

/// <summary>SQL of declarations. A row is never changed.</summary>
internal static class DeclarationStore
{
    public static Task AddAsync(SqlSession sql, DeclarationRow row, string recordedBy) => sql.ExecuteAsync(
        """
        insert into declarations
            (id, rpps, kind, changed_on, declared_on, due_on, notice_due_on, notice_exception, details, recorded_by, recorded_at)
        values
            (@Id, @Rpps, @Kind, @ChangedOn, @DeclaredOn, @DueOn, @NoticeDueOn, @NoticeException, @Details, @recordedBy, @RecordedAt)
        """,
        new
        {
            row.Id,
            row.Rpps,
            row.Kind,
            row.ChangedOn,
            row.DeclaredOn,
            row.DueOn,
            row.NoticeDueOn,
            row.NoticeException,
            row.Details,
            recordedBy,
            row.RecordedAt,
        });

    public static Task<IReadOnlyList<DeclarationRow>> AllAsync(SqlSession sql, string rpps) => sql.QueryAsync<DeclarationRow>(
        """
        select id, rpps, kind, changed_on, declared_on, due_on, notice_due_on, notice_exception, details, recorded_at
        from declarations where rpps = @rpps order by changed_on, id
        """, new { rpps });
}

internal sealed record DeclarationRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.DeclarationKind"/>.</summary>
    public string Kind { get; init; } = "";
    public DateOnly ChangedOn { get; init; }
    public DateOnly DeclaredOn { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>Last day to tell of a definitive cessation; null for the other declarations.</summary>
    public DateOnly? NoticeDueOn { get; init; }

    /// <summary>Name of a <see cref="Protos.Registry.V1.CessationException"/>; empty for none.</summary>
    public string NoticeException { get; init; } = "";
    public string Details { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
}
