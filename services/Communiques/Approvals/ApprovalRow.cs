namespace OrdreCouncils.Communiques.Approvals;

/// <summary>An approval: who answers for which revision, and from when on the public sees it.</summary>
internal sealed record ApprovalRow
{
    public string Id { get; init; } = "";
    public string CommuniqueId { get; init; } = "";
    public int Revision { get; init; }
    public string Slug { get; init; } = "";
    public DateTimeOffset EmbargoAt { get; init; }
    public string ApprovedBy { get; init; } = "";
    public DateTimeOffset ApprovedAt { get; init; }
}
