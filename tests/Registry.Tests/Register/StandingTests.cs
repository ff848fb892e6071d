using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Register;

public sealed class StandingTests
{
    private static readonly EntryFact Entered = Fact(FactKind.Entered, FactGround.Application, "2020-01-01");

    [Theory]
    [InlineData("2019-12-31", RegistrationStatus.NoRecord, false)]
    [InlineData("2020-01-01", RegistrationStatus.Registered, true)]
    [InlineData("2024-12-31", RegistrationStatus.Registered, true)]
    [InlineData("2025-01-01", RegistrationStatus.Left, false)]
    [InlineData("2026-05-31", RegistrationStatus.Left, false)]
    [InlineData("2026-06-01", RegistrationStatus.Registered, true)]
    public void At_EnteredLeftAndReturned_AnswersForEachDay(string on, RegistrationStatus status, bool mayPractise)
    {
        var entry = Entry(Entered, Fact(FactKind.Left, FactGround.Request, "2025-01-01"), Fact(FactKind.Entered, FactGround.Return, "2026-06-01"));

        var registration = RegistrationRules.At(entry, DateOnly.Parse(on));

        Assert.Equal((status, mayPractise, mayPractise), (registration.Status, registration.Registered, registration.MayPractise));
        if (status != RegistrationStatus.NoRecord)
            Assert.Equal(new DateOnly(2020, 1, 1).ToProto(), registration.RegisteredSince);
    }

    [Theory]
    [InlineData("2026-01-15", null, false)]
    [InlineData("2026-01-15", "2026-01-15", true)]
    [InlineData("2026-01-19", "2026-01-20", false)]
    [InlineData("2026-01-20", "2026-01-20", true)]
    [InlineData("2027-12-31", "2026-06-01", true)]
    public void At_InTransfer_PractisesOnceApplied(string on, string? applied, bool mayPractise)
    {
        var entry = Entry([Entered, Fact(FactKind.Left, FactGround.TransferOut, "2026-01-15"), .. Applied(applied)]);

        var registration = RegistrationRules.At(entry, DateOnly.Parse(on));

        Assert.Equal((RegistrationStatus.InTransfer, false, mayPractise), (registration.Status, registration.Registered, registration.MayPractise));
    }

    [Theory]
    [InlineData(FactGround.Death, RegistrationStatus.Deceased)]
    [InlineData(FactGround.Cessation, RegistrationStatus.StruckOff)]
    public void At_StruckOffAfterHavingLeft_DeathAloneIsStronger(FactGround ground, RegistrationStatus status)
    {
        var entry = Entry(Entered, Fact(FactKind.Left, ground, "2025-01-01"));
        entry.Restrictions.Add(new Restriction { Kind = RestrictionKind.Radiation, EffectiveOn = new DateOnly(2025, 2, 1).ToProto() });

        Assert.Equal(status, RegistrationRules.At(entry, new DateOnly(2025, 3, 1)).Status);
    }

    [Fact]
    public void At_RetiredThenLeft_IsRetiredNoMore()
    {
        var entry = Entry(Entered, Fact(FactKind.Retired, FactGround.Unspecified, "2024-01-01"), Fact(FactKind.Left, FactGround.Request, "2025-01-01"));

        Assert.True(RegistrationRules.At(entry, new DateOnly(2024, 6, 1)) is { Retired: true, MayPractise: true });
        Assert.False(RegistrationRules.At(entry, new DateOnly(2025, 6, 1)).Retired);
    }

    [Theory]
    // The suspension begins on 1 February; the ban follows it on 1 May without a day between; after 31 July nothing bars; the radiation is of 1 October.
    [InlineData("2025-01-31", null)]
    [InlineData("2025-02-01", "2025-02-01")]
    [InlineData("2025-04-30", "2025-02-01")]
    [InlineData("2025-05-01", "2025-02-01")]
    [InlineData("2025-07-31", "2025-02-01")]
    [InlineData("2025-08-01", null)]
    [InlineData("2025-10-01", "2025-10-01")]
    public void At_RestrictionsThatFollowEachOther_BarSinceTheFirst(string on, string? since)
    {
        var entry = Entry(Entered);
        entry.Restrictions.Add(Bar(RestrictionKind.BanFromFunctions, "2024-01-01", null));
        entry.Restrictions.Add(Bar(RestrictionKind.Suspension, "2025-02-01", "2025-04-30"));
        entry.Restrictions.Add(Bar(RestrictionKind.BanFromPractice, "2025-05-01", "2025-07-31"));
        entry.Restrictions.Add(Bar(RestrictionKind.Radiation, "2025-10-01", null));

        var registration = RegistrationRules.At(entry, DateOnly.Parse(on));

        Assert.Equal((since is null ? null : DateOnly.Parse(since).ToProto(), since is null), (registration.BarredSince, registration.MayPractise));
    }

    private static Restriction Bar(RestrictionKind kind, string from, string? until) => new()
    {
        Kind = kind,
        EffectiveOn = DateOnly.Parse(from).ToProto(),
        EndsOn = until is null ? null : DateOnly.Parse(until).ToProto(),
    };

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    public void At_Suspension_OfAPartLeavesPractice(bool partial, bool mayPractise, bool inPart)
    {
        var entry = Entry(Entered);
        entry.Restrictions.Add(new Restriction { Kind = RestrictionKind.Suspension, EffectiveOn = new DateOnly(2025, 2, 1).ToProto(), Partial = partial });

        var registration = RegistrationRules.At(entry, new DateOnly(2025, 3, 1));

        Assert.Equal((mayPractise, inPart), (registration.MayPractise, registration.PracticeRestrictedInPart));
    }

    [Theory]
    [InlineData(nameof(SuspensionKind.Emergency), null, "2026-03-31")]
    [InlineData(nameof(SuspensionKind.Emergency), "2026-02-10", "2026-02-09")]
    [InlineData(nameof(SuspensionKind.Emergency), "2026-05-01", "2026-03-31")]
    [InlineData(nameof(SuspensionKind.Infirmity), null, null)]
    [InlineData(nameof(SuspensionKind.Insufficiency), "2026-05-01", "2026-04-30")]
    public void LastDay_LapsesOrWaitsToBeLifted(string kind, string? lifted, string? last)
    {
        var row = new SuspensionRow
        {
            Kind = kind,
            EffectiveOn = new(2026, 1, 1),
            EndsOn = new(2026, 3, 31),
            LiftedOn = lifted is null ? null : DateOnly.Parse(lifted),
        };

        Assert.Equal(last is null ? null : DateOnly.Parse(last), SuspensionTerms.LastDay(row));
    }

    [Fact]
    public void CheckSequence_ContradictoryFacts_AreRefused()
    {
        var left = Fact(FactKind.Left, FactGround.Request, "2025-01-01");
        FactRules.CheckSequence(Entry(Entered, left, Fact(FactKind.Left, FactGround.Death, "2025-06-01")));
        foreach (var facts in new EntryFact[][]
        {
            [Entered, Fact(FactKind.Entered, FactGround.Application, "2021-01-01")],
            [Entered, left, Fact(FactKind.Left, FactGround.Cessation, "2025-06-01")],
            [Entered, Fact(FactKind.Resumed, FactGround.Unspecified, "2025-01-01")],
            [Entered, Fact(FactKind.Left, FactGround.Death, "2025-01-01"), Fact(FactKind.Entered, FactGround.Return, "2026-01-01")],
            [Entered, Fact(FactKind.Applied, FactGround.TransferIn, "2025-01-01")],
            // A departure before the first day known to the register.
            [Fact(FactKind.Left, FactGround.Request, "2019-01-01")],
        })
        {
            Assert.Equal("FACT_DOES_NOT_FIT", Assert.Throws<Grpc.Core.RpcException>(() => FactRules.CheckSequence(Entry(facts))).Reason());
        }
    }

    private static EntryFact[] Applied(string? on) => on is null ? [] : [Fact(FactKind.Applied, FactGround.TransferIn, on)];

    private static RegisterEntry Entry(params EntryFact[] facts) => new() { RegisteredSince = new DateOnly(2020, 1, 1).ToProto(), Facts = { facts } };

    private static EntryFact Fact(FactKind kind, FactGround ground, string on) =>
        new() { Kind = kind, Ground = ground, EffectiveOn = DateOnly.Parse(on).ToProto() };
}
