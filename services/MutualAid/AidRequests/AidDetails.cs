using System.Text;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Secret texts of a request, each sealed to it.</summary>
internal sealed record AidDetails(string Health, string Family, string Financial)
{
    private const int Longest = 10_000;

    // Sealed texts of one size, also when empty: whether there is a text on health, or on the family, would tell much about the kind of aid.
    private const int Padded = 1024;
    private const char Padding = '\0';

    private const string HealthKind = "health";
    private const string FamilyKind = "family";
    private const string FinancialKind = "financial";

    public static AidDetails Read(AidRequestDetails details, Violations violations)
    {
        var read = new AidDetails(
            violations.OptionalLines(details.Health, "details.health", Longest),
            violations.OptionalLines(details.Family, "details.family", Longest),
            violations.OptionalLines(details.Financial, "details.financial", Longest));
        violations.Require(
            read.Health.Length + read.Family.Length + read.Financial.Length > 0, "details", "Write at least one of health, family and financial.");
        return read;
    }

    /// <summary>The texts, each sealed under its own purpose and bound to the request.</summary>
    public IReadOnlyList<SealedDetail> Seal(Sealer sealer, SealedTo request)
    {
        (string Kind, string Purpose, string Text)[] texts =
        [
            (HealthKind, SealPurposes.Health, Health),
            (FamilyKind, SealPurposes.Family, Family),
            (FinancialKind, SealPurposes.Financial, Financial),
        ];
        return [.. texts.Select(text => new SealedDetail { Kind = text.Kind, Sealed = sealer.Seal(text.Purpose, request, Pad(text.Text)) })];
    }

    public static AidRequestDetails Open(Sealer sealer, SealedTo request, IReadOnlyList<SealedDetail> details)
    {
        return new AidRequestDetails
        {
            Health = Text(HealthKind, SealPurposes.Health),
            Family = Text(FamilyKind, SealPurposes.Family),
            Financial = Text(FinancialKind, SealPurposes.Financial),
        };

        string Text(string kind, string purpose) =>
            details.SingleOrDefault(detail => detail.Kind == kind) is { } found ? sealer.Open(purpose, request, found.Sealed).TrimEnd(Padding) : "";
    }

    // A text that was read contains no control character but line breaks.
    private static string Pad(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return text + new string(Padding, Math.Max(1, (bytes + Padded - 1) / Padded) * Padded - bytes);
    }

    /// <summary>The generated ToString of a record would print the texts.</summary>
    public override string ToString() => nameof(AidDetails);
}

internal sealed record SealedDetail
{
    public string Kind { get; init; } = "";
    public byte[] Sealed { get; init; } = [];
}
