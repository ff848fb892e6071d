using System.Globalization;
using System.Security.Cryptography;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Kind of aid and relation of the beneficiary. Each tells health or family data, so both are stored sealed, as one text that has the same length
/// for all of them: see docs/decisions/0024.</summary>
internal sealed record AidNature(AidKind Kind, BeneficiaryRelation Relation)
{
    /// <param name="sealer">Not within a write transaction.</param>
    /// <param name="row">Its id, person and filer are what the text is bound to.</param>
    public byte[] Seal(Sealer sealer, AidRequestRow row) =>
        sealer.Seal(SealPurposes.Nature, row.NatureSealedTo, string.Create(CultureInfo.InvariantCulture, $"{(int)Kind:00}{(int)Relation:00}"));

    /// <exception cref="CryptographicException">The text was altered or moved, or a replica of the previous release wrote the row a moment ago.</exception>
    public static AidNature Open(Sealer sealer, AidRequestRow row)
    {
        var text = sealer.Open(SealPurposes.Nature, row.NatureSealedTo, row.SealedNature ?? []);
        return new((AidKind)Number(text.AsSpan(0, 2)), (BeneficiaryRelation)Number(text.AsSpan(2)));

        static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Completes an answer that was stored without them.</summary>
    public void AddTo(AidRequest request)
    {
        request.Kind = Kind;
        request.Beneficiary.Relation = Relation;
    }

    /// <summary>The generated ToString of a record would print them.</summary>
    public override string ToString() => nameof(AidNature);
}
