using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.CaseDocuments;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class CaseDocumentInput
{
    private const int MostChunkBytes = 262_144;
    private const int LongestTitle = 200;

    public static async Task<(CaseDocumentHeader Header, NewCaseDocument Document)> HeaderAsync(
        IAsyncStreamReader<UploadCaseDocumentRequest> requests, DateOnly today, CancellationToken cancellation)
    {
        if (!await requests.MoveNext(cancellation) || requests.Current.PartCase != UploadCaseDocumentRequest.PartOneofCase.Header)
            throw Fault.Invalid("header", "Send a header before the first chunk.");
        var header = requests.Current.Header;
        var violations = new Violations();
        var document = new NewCaseDocument
        {
            RequestId = violations.Uuid(header.RequestId, "header.request_id"),
            CaseId = violations.Uuid(header.CaseId, "header.case_id"),
            Kind = header.Kind,
            Title = violations.Text(header.Title, "header.title", LongestTitle),
            ReceivedOn = violations.Past(header.ReceivedOn, "header.received_on", today),
            HasPatientData = header.PatientData,
        };
        violations.Require(
            Enum.IsDefined(header.Kind) && header.Kind != CaseDocumentKind.Unspecified, "header.kind", "Name the kind of the document.");
        violations.Require(
            header.Size is >= 1 and <= DocumentUploads.MostBytes, "header.size",
            FormattableString.Invariant($"Write the bytes of the file, 1 to {DocumentUploads.MostBytes}."));
        violations.Require(
            header.Sha256.Length == 64 && header.Sha256.All(char.IsAsciiHexDigitLower), "header.sha256",
            "Write the SHA-256 digest as 64 lower-case hexadecimal digits.");
        violations.Require(header.Offset >= 0 && header.Offset <= header.Size, "header.offset", "Write the offset that GetUpload tells, or 0.");
        violations.ThrowIfAny();
        return (header, document);
    }

    /// <summary>The next bytes of the file; empty at the end.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ChunkAsync(IAsyncStreamReader<UploadCaseDocumentRequest> requests, CancellationToken cancellation)
    {
        if (!await requests.MoveNext(cancellation))
            return ReadOnlyMemory<byte>.Empty;
        return requests.Current is { PartCase: UploadCaseDocumentRequest.PartOneofCase.Chunk, Chunk.Length: > 0 and <= MostChunkBytes }
            ? requests.Current.Chunk.Memory
            : throw Fault.Invalid("chunk", FormattableString.Invariant($"After the header, send chunks of 1 to {MostChunkBytes} bytes."));
    }

    public static (string CaseId, DocumentPlace After, int Size) Read(ListCaseDocumentsRequest request)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var size = violations.PageSize(request.PageSize);
        var after = DocumentPlace.Of(violations, request.PageToken);
        violations.ThrowIfAny();
        return (caseId, after, size);
    }
}

internal sealed record NewCaseDocument
{
    public required string RequestId { get; init; }
    public required string CaseId { get; init; }
    public required CaseDocumentKind Kind { get; init; }
    public required string Title { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required bool HasPatientData { get; init; }
}
