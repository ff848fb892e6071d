namespace OrdreCouncils.Registry.Secrets;

/// <summary>Data Protection purposes. Part of the stored data: if a value changes, texts sealed before become unreadable.</summary>
internal static class SealPurposes
{
    public const string Application = "OrdreCouncils.Registry";

    /// <summary>Ground of a suspension, sealed to the suspension and its physician.</summary>
    public const string Ground = "OrdreCouncils.Registry.SuspensionGround.v1";

    /// <summary>Kind and part of a suspension, sealed to the suspension and its physician.</summary>
    public const string Terms = "OrdreCouncils.Registry.SuspensionTerms.v1";

    /// <summary>Ground and proofs of the lift of a suspension, sealed to the suspension and its physician.</summary>
    public const string Lift = "OrdreCouncils.Registry.SuspensionLift.v1";

    /// <summary>Seisin and hearing that follow an emergency suspension, sealed to the suspension and its physician.</summary>
    public const string Course = "OrdreCouncils.Registry.EmergencyCourse.v1";

    /// <summary>Content of a procedure on the fitness to practise, sealed to the procedure, its physician, the topic and the number.</summary>
    public const string Fitness = "OrdreCouncils.Registry.FitnessContent.v1";

    /// <summary>Ground of a refusal and the training that it names, sealed to the application, its applicant and the draft.</summary>
    public const string Refusal = "OrdreCouncils.Registry.RefusalGround.v1";
}
