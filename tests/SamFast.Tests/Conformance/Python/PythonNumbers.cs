namespace SamFast.Tests.Conformance.Python;

/// <summary>The run-time library of translated functions of a count: Python's operators and functions, in double.</summary>
public static class PythonNumbers
{
    public static double Number(bool truth) => truth ? 1 : 0;

    public static bool Truth(double number) => number != 0;

    public static bool Not(bool truth) => !truth;

    public static bool And(bool a, bool b) => a & b;

    public static bool Or(bool a, bool b) => a | b;

    public static bool Xor(bool a, bool b) => a ^ b;

    public static bool Less(double a, double b) => a < b;

    public static bool LessOrEqual(double a, double b) => a <= b;

    public static bool Greater(double a, double b) => a > b;

    public static bool GreaterOrEqual(double a, double b) => a >= b;

    public static bool Equal(double a, double b) => a == b;

    public static bool NotEqual(double a, double b) => a != b;

    public static bool IsFinite(double a) => double.IsFinite(a);

    public static bool IsNaN(double a) => double.IsNaN(a);

    public static T Where<T>(bool condition, T then, T otherwise) => condition ? then : otherwise;

    /// <summary>The remainder, with the sign of the divisor.</summary>
    public static double Modulo(double a, double b) => a - (b * Math.Floor(a / b));

    public static double Power(double a, double b) => Math.Pow(a, b);

    public static double Min(double a, double b) => Math.Min(a, b);

    public static double Max(double a, double b) => Math.Max(a, b);

    public static double Abs(double a) => Math.Abs(a);

    public static double Sign(double a) => double.IsNaN(a) ? a : Math.Sign(a);

    public static double Sqrt(double a) => Math.Sqrt(a);

    public static double Square(double a) => a * a;

    public static double Exp(double a) => Math.Exp(a);

    public static double Log(double a) => Math.Log(a);

    public static double Sin(double a) => Math.Sin(a);

    public static double Cos(double a) => Math.Cos(a);

    public static double Tanh(double a) => Math.Tanh(a);

    public static double Floor(double a) => Math.Floor(a);

    public static double Ceil(double a) => Math.Ceiling(a);

    public static double Truncate(double a) => Math.Truncate(a);

    public static double Negative(double a) => -a;

    public static double Reciprocal(double a) => 1 / a;

    public static double ZerosLike(double a) => a == 0 ? a : 0;

    public static double OnesLike(double a) => a == 1 ? a : 1;
}
