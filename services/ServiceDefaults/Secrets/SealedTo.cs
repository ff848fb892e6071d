namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>A record, and the facts of it that a sealed text is bound to: none of them may change later.</summary>
public sealed record SealedTo(string RecordId, params IReadOnlyList<string> Facts);
