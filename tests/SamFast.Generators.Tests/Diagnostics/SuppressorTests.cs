namespace SamFast.Generators.Tests;

/// <summary>CS9113, an unread parameter of a primary constructor, is suppressed for hyperparameters only.</summary>
public class SuppressorTests
{
    [Theory]
    [InlineData("class OddAttribute(double a = 1) : TransformAttribute;")]
    [InlineData("class OddAttribute(double a = 1) : AliasAttribute;")]
    [InlineData("class OddAttribute(double a = 1) : ScheduleAttribute;")]
    [InlineData("class Around { class OddAttribute(double a = 1) : TransformAttribute; }")]
    public void A_hyperparameter_does_not_count_as_unread(string source)
    {
        var warning = Assert.Single(Compiler.Run(source).Diagnostics, d => d.Id == "CS9113");
        Assert.True(warning.IsSuppressed);
    }

    [Theory]
    [InlineData("class Other(double a);")]
    [InlineData("class OtherAttribute(double a) : Attribute;")]
    [InlineData("class OddAttribute : TransformAttribute { class Other(double a); }")]
    public void An_unread_parameter_of_another_class_is_reported(string source)
    {
        var warning = Assert.Single(Compiler.Run(source).Diagnostics, d => d.Id == "CS9113");
        Assert.False(warning.IsSuppressed);
    }
}
