using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Register;

/// <summary>What anybody may read. CSP D.4113-121 (wording of 2020-05-20) limits the public list to physicians in practice, and closes the list of data:
/// identifier, names in practice, qualifications and titles of the activity, addresses of the places of practice. Nothing else: no civility, category, mode
/// or kind of activity, date, status.</summary>
internal static class PublicList
{
    /// <summary>A physician in practice may practise, and has a place of practice.</summary>
    public static bool Has(Registration registration, bool practisesSomewhere) => registration.MayPractise && practisesSomewhere;

    /// <summary>Kinds of qualifications (TRE_R04) that a physician practises as: ordinal specialties and exclusive competences. The others do not correspond
    /// to the activity.</summary>
    public static bool Shows(string kind) => kind is "S" or "CEX";
}
