using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Tests.Registry.Register;

public sealed class RegistrationRulesTests
{
    private static readonly DateOnly Since = new(2020, 1, 1);
    private static readonly DateOnly From = new(2025, 4, 1);
    private static readonly DateOnly Until = new(2025, 6, 30);

    [Theory]
    [InlineData("2025-03-31", true)]
    [InlineData("2025-04-01", false)]
    [InlineData("2025-06-30", false)]
    [InlineData("2025-07-01", true)]
    public void At_BanFromPractice_BothDaysCount(string on, bool mayPractise)
    {
        var registration = RegistrationRules.At(Entry(RestrictionKind.BanFromPractice, Until), DateOnly.Parse(on));

        Assert.Equal(RegistrationStatus.Registered, registration.Status);
        Assert.True(registration.Registered);
        Assert.Equal(mayPractise, registration.MayPractise);
        Assert.Equal(mayPractise ? 0 : 1, registration.Restrictions.Count);
    }

    [Fact]
    public void At_BanFromFunctions_LeavesPractice()
    {
        var registration = RegistrationRules.At(Entry(RestrictionKind.BanFromFunctions, null), new DateOnly(2199, 1, 1));

        Assert.True(registration.MayPractise);
        Assert.Equal(RestrictionKind.BanFromFunctions, Assert.Single(registration.Restrictions).Kind);
    }

    [Theory]
    [InlineData("2025-03-31", RegistrationStatus.Registered)]
    [InlineData("2025-04-01", RegistrationStatus.StruckOff)]
    [InlineData("2040-01-01", RegistrationStatus.StruckOff)]
    public void At_Radiation_StrikesOffFromItsDay(string on, RegistrationStatus status)
    {
        var registration = RegistrationRules.At(Entry(RestrictionKind.Radiation, null), DateOnly.Parse(on));

        Assert.Equal(status, registration.Status);
        Assert.Equal(status == RegistrationStatus.Registered, registration.Registered);
        Assert.Equal(registration.Registered, registration.MayPractise);
        Assert.NotNull(registration.RegisteredSince);
    }

    [Fact]
    public void At_BeforeFirstKnownDate_HasNoRecord() =>
        Assert.Equal(RegistrationRules.At(null, Since.AddDays(-1)), RegistrationRules.At(Entry(RestrictionKind.Radiation, null), Since.AddDays(-1)));

    [Fact]
    public void At_NoEntry_HasNoRecord()
    {
        var registration = RegistrationRules.At(null, From);

        Assert.Equal(RegistrationStatus.NoRecord, registration.Status);
        Assert.False(registration.Registered || registration.MayPractise);
        Assert.Equal(From.ToProto(), registration.On);
    }

    private static RegisterEntry Entry(RestrictionKind kind, DateOnly? until) => new()
    {
        RegisteredSince = Since.ToProto(),
        Restrictions = { new Restriction { Kind = kind, EffectiveOn = From.ToProto(), EndsOn = until?.ToProto() } },
    };
}
