using OrdreCouncils.Registry.Imports;

namespace OrdreCouncils.Tests.Registry.Imports;

public sealed class DepartmentsTests
{
    [Theory]
    [InlineData("", "75011", "75")]
    [InlineData("", "01000", "01")]
    [InlineData("", "20000", "2A")]
    [InlineData("", "20137", "2A")]
    [InlineData("", "20200", "2B")]
    [InlineData("", "20620", "2B")]
    [InlineData("", "20300", "")]
    [InlineData("", "97200", "972")]
    [InlineData("", "97133", "971")]
    [InlineData("", "97500", "975")]
    [InlineData("", "98713", "987")]
    [InlineData("", "98800", "988")]
    [InlineData("", "98000", "")] // Monaco
    [InlineData("", "98600", "986")] // Wallis-et-Futuna
    [InlineData("", "00100", "")]
    [InlineData("", "1050", "")] // Bruxelles
    [InlineData("", "SW1A1", "")]
    [InlineData("", "", "")]
    [InlineData("2B", "75011", "2B")]
    [InlineData("974", "", "974")]
    [InlineData("99", "13001", "13")] // no such department: the postal code decides
    public void Of_CodeAndPostalCode_Department(string code, string postalCode, string department) =>
        Assert.Equal(department, Departments.Of(code, postalCode));
}
