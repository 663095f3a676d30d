namespace SamFast.Generators.Tests.Gradients;

/// <summary>Losses whose derivatives were wrong once, or could not be compiled.</summary>
public class GradientFaultTests
{
    [Fact]
    public void A_choice_between_equal_operands_is_that_operand() => IsRight("return p[0] * (p[1] > c ? c : c);");

    [Fact]
    public void A_tuple_item_is_written_by_either_of_its_names() =>
        IsRight("var t = (First: p[0], Second: p[1]); t.Item2 = p[2] * p[3]; t.First += 1; return t.Second * t.Item1;");

    [Fact]
    public void A_converted_tuple_keeps_the_order_of_its_items() =>
        IsRight("(Real B, Real A) t = (A: p[0], B: 2 * p[1]); return t.A * t.A + 3 * t.B;");

    [Fact]
    public void A_loop_with_a_negative_count_has_no_adjoints() =>
        IsRight("Real v = p[0]; for (int i = 3; i < n - 5; i++) v = v * p[k[i]]; return v;");

    [Fact]
    public void Arrays_may_begin_after_a_loop_that_keeps_values() => IsRight(
        """
        Real v = p[0];
        int t = 0;
        while (t < 4)
        {
            v = Maths.Sin(v * p[t]);
            t++;
        }

        Span<Real> a = stackalloc Real[6];
        for (int i = 0; i < 6; i++)
            a[i] = v * p[i];
        t = 0;
        while (t < 6)
        {
            v += a[t] * a[t];
            t++;
        }

        return v;
        """);

    [Fact]
    public void An_element_in_a_branch_is_read_before_it_changes() => IsRight(
        """
        Span<Real> a = stackalloc Real[6];
        a[0] = p[0];
        for (int i = n; i >= 0; i--)
        {
            if (n > 2)
                return p[1] * p[1];
            a[k[i]] += p[2] * p[3];
        }

        return a[0];
        """);

    [Fact]
    public void Values_are_returned_to_the_tape_in_the_reverse_order() => IsRight(
        """
        Span<Real> a = stackalloc Real[8];
        for (int i = 0; i < n; i++)
        {
            int t = 1;
            do
            {
                t++;
                for (int j = 0; j < n; j++)
                    a[t] = t * p[0];
            } while (t < 2);
            a.Fill(Maths.Atan(a[k[i]]));
        }

        return a[1];
        """);

    [Fact]
    public void A_local_array_has_one_element_for_all_iterations_of_a_vector() => IsRight(
        """
        Span<Real> a = stackalloc Real[8];
        a[1] = p[0] * p[1];
        Span<Real> b = stackalloc Real[6];
        for (int i = 0; i < 6; i++)
            b[i] = a[1] * p[i];
        return b[1] + b[5];
        """);

    [Fact]
    public void The_slope_of_an_absolute_value_does_not_change_at_0() => IsRight("Real d = p[3] - p[k[0]]; return Maths.Abs(p[2] - p[k[0] + 2 - k[0]]) * c + d * d;");

    [Fact]
    public void A_linear_loss_with_a_recurrence_has_no_curvature() => IsRight(
        """
        for (int i = 0; i < p.Length; i++)
        {
            Real v = p[0];
            for (int j = 0; j < p.Length; j++)
            {
                if (v > 4)
                    return i;
            }
        }

        return p[1] * 2 + p[3];
        """);

    [Theory]
    [InlineData("-=")]
    [InlineData("+=")]
    public void A_value_that_is_added_to_itself_is_no_sum(string symbol) =>
        IsRight($"Real v = p[3]; for (int i = 0; i < 3; i++) v {symbol} v; return v;");

    [Fact]
    public void The_index_of_an_assigned_element_is_evaluated_once_and_before_the_value() => IsRight(
        """
        Span<Real> a = stackalloc Real[6];
        int i = 0;
        a[i++] += p[0];
        a[i] = i++ * p[1];
        a[i++] *= 2;
        a[i] = p[2];
        a[i--]++;
        (a[i++], a[i++]) = (p[3], a[0]);
        return a[0] + a[1] * a[1] + a[2] * a[3] + i * p[4];
        """);

    [Fact]
    public void The_left_operand_of_an_assignment_is_read_before_the_right_one() =>
        IsRight("Real v = p[0]; v += (v = p[1]) * v; v *= v++; return v;");

    [Fact]
    public void A_parameter_is_not_read_in_a_branch_that_is_not_taken() =>
        IsRight("Real v = p[0]; if (p.Length > 8) v += p[8]; for (int i = 0; i < n; i++) { if (k[i] > 6) v += p[7]; } return v * v;");

    [Fact]
    public void A_recurrence_has_no_derivative_by_a_parameter_that_does_not_exist() =>
        IsRight("for (int i = 0; i < n; i++) { Real r = p[0] * p[1]; if (r > 5) return r * p[8]; } return p[3] * p[3];");

    [Fact]
    public void A_loop_may_have_a_bound_that_is_no_integer() =>
        IsRight("Real v = 0; for (int i = 0; i < (Real)2.5; i++) v += p[i] * p[i]; return v;");

    [Fact]
    public void A_local_function_may_change_variables_in_a_loop() =>
        IsRight("Real s = 0, v = p[0]; void Add(int i) { s += i * v; v = v * v; } for (int i = 0; i < 4; i++) Add(i); return s * v;");

    [Fact]
    public void An_array_in_a_loop_may_have_a_computed_length_that_the_loop_does_not_change() => IsRight(
        """
        int most = Math.Max(n, 2);
        Real v = 0;
        for (int i = 0; i < 3; i++)
        {
            Span<Real> a = stackalloc Real[most > 4 ? 4 : most];
            a[1] = p[i] * v + p[i + 1];
            v += a[1] * a[1];
        }

        return v;
        """);

    [Theory]
    [InlineData("byte b = 250; b += 10; return b * p[0];", "b", "int")]
    [InlineData("Real v = p[0]; while (n-- > 0) v = v * v; return v;", "n-- > 0", "assign it in the body")]
    [InlineData("int q = Math.DivRem(n, 3, out int r); return r * p[0] + q;", "r", "pass it as a parameter")]
    [InlineData("Real v = p[0]; Swap(ref v, ref v); return v;", "v", "pass a copy")]
    [InlineData("Span<Real> a = stackalloc Real[2]; Swap(ref a[0], ref a[1]); return a[0] + p[0];", "a[0]", "pass a variable")]
    [InlineData(
        "Real v = 0; for (int i = 0; i < 3; i++) { Span<Real> a = stackalloc Real[i + 1]; a[i] = p[i]; v += a[i]; } return v;",
        "stackalloc Real[i + 1]", "slice it")]
    public void A_loss_that_cannot_be_proven_right_is_refused_with_a_remedy(string body, string place, string remedy)
    {
        var (at, message) = LossCompiler.Refusal(Corpus.Class("Subject", "static void Swap(ref Real a, ref Real b) => (a, b) = (b, a);", body));
        Assert.Equal(place, at);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    /// <summary>Checks a body, with and without the passes that make it fast.</summary>
    private static void IsRight(string body, string members = "")
    {
        var classes = new Dictionary<string, string> { ["Subject"] = Corpus.Class("Subject", members, body) };
        Check(new LossTest<double>(new()));
        Check(new LossTest<double>(new(Vectorizes: false)));
        Check(new LossTest<double>(new(Fuses: false, Keeps: false)));
        var single = new LossTest<float>(new());
        Assert.Empty(single.Run(classes));

        void Check(LossTest<double> test)
        {
            Assert.Empty(test.Run(classes));
            Assert.Empty(test.Refusals);
            Assert.True(test.Compared > 0, "Nothing was compared.");
        }
    }
}
