using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Secrets;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Seals what tells the kind of a suspension, to the suspension and its physician, and opens it. Call it outside a write transaction.</summary>
internal sealed class SuspensionVault(Sealer sealer)
{
    // The longest part of practice has 200 characters, and JSON writes a character in six bytes at most.
    private const int Size = 2_048;
    private const int CourseSize = 512;

    public SealedSuspension Seal(SuspensionRow row, string ground) => new()
    {
        SuspensionId = row.Id,
        Ground = sealer.Seal(SealPurposes.Ground, BoundTo(row), ground),
        Terms = sealer.Seal(SealPurposes.Terms, BoundTo(row), PaddedJson.Write(new SealedTerms(row.Kind, row.Part, row.RequestedOn), Size)),
    };

    public byte[] SealLift(SuspensionRow row, SealedLift lift) => sealer.Seal(SealPurposes.Lift, BoundTo(row), PaddedJson.Write(lift, Size));

    public byte[] SealCourse(SuspensionRow row, EmergencyCourse course) => sealer.Seal(SealPurposes.Course, BoundTo(row), PaddedJson.Write(course, CourseSize));

    /// <summary>The course of an emergency suspension; empty before anything of it is recorded.</summary>
    public EmergencyCourse OpenCourse(SuspensionRow row, SealedSuspension held) => held.Course is null
        ? new EmergencyCourse()
        : PaddedJson.Read<EmergencyCourse>(sealer.OpenBound(SealPurposes.Course, BoundTo(row), held.Course));

    /// <summary>An earlier release sealed the ground to the suspension alone; it is bound to the physician when the terms are sealed.</summary>
    public string OpenGround(SuspensionRow row, SealedSuspension held) => held.Terms is null
        ? sealer.Open(SealPurposes.Ground, BoundTo(row), held.Ground)
        : sealer.OpenBound(SealPurposes.Ground, BoundTo(row), held.Ground);

    /// <summary>The row in plain words. A row that a replica of an earlier release has just written is in plain words already.</summary>
    public SuspensionRow Open(SuspensionRow row, SealedSuspension held)
    {
        if (held.Terms is not null)
        {
            var terms = PaddedJson.Read<SealedTerms>(sealer.OpenBound(SealPurposes.Terms, BoundTo(row), held.Terms));
            row = row with { Kind = terms.Kind, Part = terms.Part, RequestedOn = OpenCourse(row, held).SeisedOn ?? terms.RequestedOn };
        }

        if (held.Lift is null)
            return row;
        var lift = PaddedJson.Read<SealedLift>(sealer.OpenBound(SealPurposes.Lift, BoundTo(row), held.Lift));
        return row with
        {
            LiftGround = lift.Ground,
            ExpertiseAskedOn = lift.ExpertiseAskedOn,
            ExpertiseOn = lift.ExpertiseOn,
            TrainingProvenOn = lift.TrainingProvenOn,
        };
    }

    /// <summary>The row as it is stored: it tells whether the suspension lapses by itself and whether it is in part, as the register does, and no more.</summary>
    public static SuspensionRow Coded(SuspensionRow row) => row with
    {
        Kind = SuspensionTerms.LapsesByItself(row) ? nameof(SuspensionKind.Emergency) : SuspensionTerms.Lasting,
        Part = row.Part.Length > 0 ? SuspensionTerms.InPart : "",
        RequestedOn = null,
        LiftGround = "",
        ExpertiseAskedOn = null,
        ExpertiseOn = null,
        TrainingProvenOn = null,
    };

    private static SealedTo BoundTo(SuspensionRow row) => new(row.Id, row.Rpps);
}

internal sealed record SealedTerms(string Kind, string Part, DateOnly? RequestedOn);

/// <param name="Body">Name of an <see cref="EmergencyBody"/>; empty until the seisin is recorded.</param>
internal sealed record EmergencyCourse(string Body = "", DateOnly? SeisedOn = null, DateOnly? HeardOn = null, string Absence = "");

/// <param name="Ground">Name of a <see cref="LiftGround"/>; empty for a lift recorded before the grounds were.</param>
internal sealed record SealedLift(string Ground, DateOnly? ExpertiseAskedOn, DateOnly? ExpertiseOn, DateOnly? TrainingProvenOn);
