using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Registrations;

/// <summary>SQL of declarations. A row is never changed.</summary>
internal static class DeclarationStore
{
    public static Task AddAsync(SqlSession sql, DeclarationRow row, string recordedBy) => sql.ExecuteAsync(
        """
        insert into declarations (id, rpps, kind, changed_on, declared_on, due_on, details, recorded_by, recorded_at)
        values (@Id, @Rpps, @Kind, @ChangedOn, @DeclaredOn, @DueOn, @Details, @recordedBy, @RecordedAt)
        """, new { row.Id, row.Rpps, row.Kind, row.ChangedOn, row.DeclaredOn, row.DueOn, row.Details, recordedBy, row.RecordedAt });

    public static Task<IReadOnlyList<DeclarationRow>> AllAsync(SqlSession sql, string rpps) => sql.QueryAsync<DeclarationRow>(
        """
        select id, rpps, kind, changed_on, declared_on, due_on, details, recorded_at
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
    public string Details { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
}
