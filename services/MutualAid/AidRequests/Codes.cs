using OrdreCouncils.Protos.MutualAid.V1;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Stored names of the contract's enumerations. Kinds and relations of earlier releases were stored by name; the texts of a request are bound to the
/// name of the relation.</summary>
internal static class Codes
{
    private static readonly Dictionary<string, AidKind> KindsByCode = new()
    {
        ["infected_physician"] = AidKind.InfectedPhysician,
        ["lost_activity"] = AidKind.LostActivity,
        ["child"] = AidKind.Child,
        ["spouse"] = AidKind.Spouse,
    };

    private static readonly Dictionary<BeneficiaryRelation, string> Relations = new()
    {
        [BeneficiaryRelation.Self] = "self",
        [BeneficiaryRelation.Child] = "child",
        [BeneficiaryRelation.Spouse] = "spouse",
    };

    private static readonly Dictionary<AidRequestState, string> States = new()
    {
        [AidRequestState.Submitted] = "submitted",
        [AidRequestState.Instructed] = "instructed",
        [AidRequestState.Granted] = "granted",
        [AidRequestState.Refused] = "refused",
    };

    private static readonly Dictionary<string, BeneficiaryRelation> RelationsByCode = Relations.ToDictionary(pair => pair.Value, pair => pair.Key);
    private static readonly Dictionary<string, AidRequestState> StatesByCode = States.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(BeneficiaryRelation relation) => Relations[relation];

    /// <summary>Empty for the unspecified state, which selects every state.</summary>
    public static string Of(AidRequestState state) => States.GetValueOrDefault(state, "");

    public static AidKind Kind(string code) => KindsByCode[code];

    public static BeneficiaryRelation Relation(string code) => RelationsByCode[code];

    public static AidRequestState State(string code) => StatesByCode[code];
}
