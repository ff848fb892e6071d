using OrdreCouncils.Registry.Secrets;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Registry.Applications;

/// <summary>Seals the ground of a refusal to the application, its applicant and the draft, and opens it. Call it outside a write transaction.</summary>
internal sealed class RefusalVault(Sealer sealer)
{
    // The longest training has 2,000 characters, and JSON writes a character in six bytes at most.
    private const int Size = 12_288;

    public byte[] Seal(ApplicationRow row, long draft, SealedRefusal refusal) =>
        sealer.Seal(SealPurposes.Refusal, BoundTo(row, draft), PaddedJson.Write(refusal, Size));

    /// <param name="row">The application.</param>
    /// <param name="draft">A draft that refuses it.</param>
    /// <param name="held">Null for a draft that a replica of an earlier release has just written, in plain words.</param>
    public SealedRefusal Open(ApplicationRow row, DraftRow draft, byte[]? held) => held is null
        ? new SealedRefusal(draft.RefusalGround, draft.Training)
        : PaddedJson.Read<SealedRefusal>(sealer.OpenBound(SealPurposes.Refusal, BoundTo(row, draft.Number), held));

    private static SealedTo BoundTo(ApplicationRow row, long draft) => new(row.Id, row.Rpps, $"{draft}");
}

/// <param name="Ground">Name of a <see cref="Protos.Registry.V1.RefusalGround"/>.</param>
/// <param name="Training">Empty unless refused for lack of competence.</param>
internal sealed record SealedRefusal(string Ground, string Training);
