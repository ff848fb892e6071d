namespace OrdreCouncils.Communiques.Approvals;

/// <summary>An approval: its author, the approved revision, and the instant of publication.</summary>
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
