namespace SamFast.Generators.Tests;

/// <summary>CS9113: a primary constructor's parameter is not read.</summary>
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
    public void Another_class_is_warned_of_parameters_that_it_does_not_read(string source)
    {
        var warning = Assert.Single(Compiler.Run(source).Diagnostics, d => d.Id == "CS9113");
        Assert.False(warning.IsSuppressed);
    }
}
