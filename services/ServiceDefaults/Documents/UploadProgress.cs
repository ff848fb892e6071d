namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>State of an upload, for the caller who began it.</summary>
/// <param name="Received">Bytes that are stored.</param>
/// <param name="Size">Bytes of the whole file.</param>
/// <param name="DeletedAt">Earliest instant of its deletion; null once a record keeps it.</param>
public sealed record UploadProgress(long Received, long Size, DateTimeOffset? DeletedAt);
