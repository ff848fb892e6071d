using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Verification;

internal static class VerificationRules
{
    /// <summary>Compares the names of an item with those of the register.</summary>
    /// <param name="item">An item without faults.</param>
    /// <param name="physician">The physician of the number; null when there is none.</param>
    public static NamesMatch Compare(VerificationItem item, Physician? physician)
    {
        if (item.FamilyName.Length == 0)
            return NamesMatch.NotCompared;
        if (physician is null || !NameMatch.AreSame(NameKey.Of(item.FamilyName), NameKey.Of(physician.FamilyName)))
            return NamesMatch.Different;
        var (given, registered) = (NameKey.Of(item.GivenName), NameKey.Of(physician.GivenName));
        // Many files keep MARIE for MARIE CLAIRE; MAR is not the same name.
        return given.Length == 0 || NameMatch.AreFirstWords(given, registered) ? NamesMatch.Same : NamesMatch.GivenNameDiffers;
    }
}
