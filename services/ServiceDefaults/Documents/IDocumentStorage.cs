namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Keeps the encrypted parts of documents, outside the SQL store. A part is written once and never changed.</summary>
public interface IDocumentStorage
{
    /// <summary>Returns when the part would survive a power cut.</summary>
    Task PutAsync(string document, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Number of bytes read; -1 when the part is absent or longer than <paramref name="into"/>.</summary>
    Task<int> ReadAsync(string document, string part, Memory<byte> into, CancellationToken cancellation);

    /// <summary>Deletes the parts of a document that <paramref name="keep"/> does not name. A document without parts is no error.</summary>
    Task DeleteAsync(string document, IReadOnlySet<string> keep, CancellationToken cancellation);
}
