using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class DepartmentsTests
{
    [Theory]
    [InlineData("75", Territory.Metropolitan, Territory.Metropolitan, Territory.Metropolitan)]
    [InlineData("2A", Territory.Metropolitan, Territory.Metropolitan, Territory.Metropolitan)]
    [InlineData("57", Territory.AlsaceMoselle, Territory.AlsaceMoselle, Territory.Metropolitan)]
    [InlineData("67", Territory.AlsaceMoselle, Territory.AlsaceMoselle, Territory.Metropolitan)]
    [InlineData("68", Territory.AlsaceMoselle, Territory.AlsaceMoselle, Territory.Metropolitan)]
    [InlineData("971", Territory.Guadeloupe, Territory.Guadeloupe, Territory.Guadeloupe)]
    [InlineData("972", Territory.Martinique, Territory.Martinique, Territory.Guadeloupe)]
    [InlineData("973", Territory.Guyane, Territory.Guyane, Territory.Guadeloupe)]
    [InlineData("974", Territory.LaReunion, Territory.LaReunion, Territory.LaReunion)]
    [InlineData("975", Territory.SaintPierreEtMiquelon, Territory.SaintPierreEtMiquelon, Territory.Metropolitan)]
    [InlineData("976", Territory.Mayotte, Territory.Mayotte, Territory.LaReunion)]
    [InlineData("977", Territory.SaintBarthelemy, Territory.Guadeloupe, Territory.Guadeloupe)]
    [InlineData("978", Territory.SaintMartin, Territory.Guadeloupe, Territory.Guadeloupe)]
    [InlineData("986", Territory.WallisEtFutuna, Territory.WallisEtFutuna, Territory.Metropolitan)]
    public void Department_HasItsPlaceAndSeats(string department, Territory place, Territory council, Territory region)
    {
        Assert.Equal(place, Departments.PlaceOf(department));
        Assert.Equal(council, Departments.CouncilSeat(department));
        Assert.Equal(region, Departments.RegionalSeat(department));
    }

    [Theory]
    [InlineData("75", Territory.Metropolitan, Residence.Metropolitan)]
    [InlineData("57", Territory.Metropolitan, Residence.Metropolitan)]
    [InlineData("68", Territory.Metropolitan, Residence.Metropolitan)]
    [InlineData("972", Territory.Martinique, Residence.Overseas)]
    [InlineData("976", Territory.Mayotte, Residence.Overseas)]
    [InlineData("978", Territory.Guadeloupe, Residence.Overseas)]
    [InlineData("988", null, Residence.Overseas)]
    public void Department_HasItsAgencyAndHome(string department, Territory? agency, Residence home) =>
        Assert.Equal((agency, home), (Departments.AgencySeat(department), Departments.HomeOf(department)));

    [Theory]
    [InlineData("987", Territory.FrenchPolynesia, "French Polynesia", "art. 24 and 25")]
    [InlineData("988", Territory.NewCaledonia, "New Caledonia", "art. 640 to 647")]
    public void Department_WithItsOwnCode_IsNotCountedAndSaysWhy(string department, Territory place, string name, string articles)
    {
        Assert.Equal(place, Departments.PlaceOf(department));
        Assert.Null(Departments.CouncilSeat(department));
        Assert.Null(Departments.RegionalSeat(department));
        Assert.False(Departments.IsCounted(department));
        Assert.Equal(
            $"CPC art. 640 to 644 do not apply in {name} (CSP art. R.4441-27): its own code of civil procedure counts the time limit, {articles}.",
            Departments.WhyNotCounted(department));
    }

    [Fact]
    public void IsCounted_AgreesWithTheEngineForEveryTerritory()
    {
        foreach (var seat in Enum.GetValues<Territory>())
        {
            if (TimeLimits.WhyNotCounted(seat) is { } reason)
            {
                var refused = Assert.Throws<NotSupportedException>(() => TimeLimits.Compute(LegalRules.SuspensionAppeal, new(2026, 3, 10), seat: seat));
                Assert.Equal(reason, refused.Message);
                Assert.Null(TimeLimits.ComputeIfInForce(LegalRules.SuspensionAppeal, new(2026, 3, 10), seat));
            }
            else
            {
                Assert.NotNull(TimeLimits.ComputeIfInForce(LegalRules.SuspensionAppeal, new(2026, 3, 10), seat));
            }
        }
    }

    [Fact]
    public void IsCounted_OfADepartment_FollowsItsCouncil()
    {
        Assert.True(Departments.IsCounted("75"));
        Assert.True(Departments.IsCounted("978"));
        Assert.False(Departments.IsCounted("986"));
    }

    [Fact]
    public void ComputeIfInForce_BeforeTheRule_IsNull()
    {
        Assert.Null(TimeLimits.ComputeIfInForce(LegalRules.SuspensionAppeal, new(2014, 5, 28)));
        Assert.Null(TimeLimits.ComputeIfInForce(LegalRules.SuspensionAppeal, new(2026, 3, 10), null));
    }
}
