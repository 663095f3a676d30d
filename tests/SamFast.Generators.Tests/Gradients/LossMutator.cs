using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Changes one to three places of a loss: operators, operands, indices, bounds, statements.</summary>
internal sealed class LossMutator(int seed)
{
    private static readonly string[] _binary = ["+", "-", "*", "/", "<", ">", "<=", ">=", "==", "!=", "&&", "||", "%", "&", "|", "^", "<<", ">>"];

    private static readonly string[] _assignments = ["=", "+=", "-=", "*=", "/=", "%="];

    /// <summary>Expressions that take the place of others; <c>#</c> is the former one.</summary>
    private static readonly string[] _expressions =
    [
        "0", "1", "-1", "2", "n", "c", "p[0]", "p[1]", "p[n]", "p[^1]", "p.Length", "x.Length", "x[0]", "k[0]", "(Real)0.5", "(int)(#)", "(Real)(int)(#)", "(float)(#)", "(double)(#)",
        "(byte)(#)", "(long)(#)", "-(#)", "(#) + 1", "(#) - 1", "(#) * 2", "(#) % 6", "Maths.Abs(#)", "Maths.Sin(#)", "Maths.Sqrt(#)", "Maths.Floor(#)", "Maths.Round(#)",
        "Maths.Truncate(#)", "Maths.Sign(#)", "Maths.Max(#, p[2])", "Maths.Min(#, 0)", "Maths.Pow(#, 2)", "Maths.Pow(2, #)", "Math.Max(#, 1)", "Math.Min(#, n)", "Real.Clamp(#, 0, 1)",
        "Maths.CopySign(#, p[3])", "Maths.IEEERemainder(#, 2)", "Maths.FusedMultiplyAdd(#, #, #)", "Real.IsNaN(#)", "Real.Parse(\"1\")", "(Real)(#).GetHashCode()", "default",
        "new Real[3][0]", "new[] { # }[0]", "new Func<Real, Real>(z => z * p[0])(#)", "(p[0] > 0 ? # : p[1])", "((#) > 0 ? (#) : -(#))", "checked(#)", "unchecked(#)",
        "Derivative.Stop(#)", "p.ToArray()[0]", "x[..3][1]", "(#, 1).Item1", "BitConverter.DoubleToInt64Bits(#)", "Math.DivRem(n, 3).Quotient", "nameof(p).Length", "i", "t", "j", "i++", "--n",
        "n++", "(c = #)", "(n = 2)", "int.MaxValue", "int.MaxValue + n", "1 / 0.0", "n / 2", "-n", "~n", "(n >> 1)", "(n & 1)", "Real.Pi", "Real.MaxValue", "Real.Epsilon",
    ];

    /// <summary>Statements that are inserted.</summary>
    private static readonly string[] _statements =
    [
        "return p[0];", "break;", "continue;", "n = n - 1;", "n++;", "c = p[1];", "c += p[0] * c;", "p = p[1..];", "p = x;", "x = y;", "x = p;", "k = k[1..];", "if (n > 3) return c;",
        "if (p[0] > 0) return p[0];", "if (p[0] > p[1]) break;", "if (n % 2 == 0) continue;", "Span<Real> z = stackalloc Real[n]; z.Fill(p[0]); if (n > 0) c += z[n - 1];",
        "Span<Real> z = stackalloc Real[6]; x[..6].CopyTo(z); z[k[0]] = p[k[1]]; c += z[2] * z[2];", "Span<Real> z = new Real[6]; z[0] = p[0]; c += z[0];", "ref readonly Real r = ref p[0]; c += r;",
        "try { c += p[0]; } finally { c *= 2; }", "throw new Exception();", "GC.KeepAlive(null);", "foreach (Real e in p) c += e * e;", "for (;;) { c *= p[0]; break; }", "while (n > 2) { n--; c += p[n]; }",
        "Real F(Real z) => z * p[0]; c = F(c);", "void G() { c += p[1]; } G(); G();", "for (int q = 0; q < 3; q++) { G2(); } void G2() { c *= p[1]; }", "(c, n) = (p[0], 2);", "lock (typeof(int)) { c++; }",
        "goto end; end: c += 1;", "{ Real z = c; c = z * z; }", "switch (n) { case 1: return c; default: c += p[2]; break; }", "int m = n; m += 300; byte b = (byte)m; c += b;", "byte b2 = 250; b2 += 10; c += b2 * p[0];",
        "c = n switch { 1 => p[0], _ => c };", "Real[] heap = [p[0], p[1]]; c += heap[1];", "c += p[..3].Length;", "long big = n; c += big;", "uint u = 7; c += u;", "decimal d = 1; c += (Real)d;",
        "string s = \"a\"; c += s.Length;", "const int Three = 3; c += p[Three];", "for (int q = 6; q --> 0;) c += p[q] * q;", "for (int q = 0, r2 = 5; q < r2; q++, r2--) c += p[q] * p[r2];",
        "int w = 0; c += p[w++] * p[w++]; c -= p[--w];", "Span<Real> v2 = stackalloc Real[6]; int w2 = 0; v2[w2++] += p[0]; v2[w2] = w2++; v2[w2--] = p[1]; c += v2[0] + v2[1] * v2[2];",
        "c += (c = p[0]) * c;", "c = c + (c = p[1]);", "checked { n += 1; }", "unsafe { }", "_ = p[0];", "var t2 = (p[0], p[1]); t2.Item1 *= 2; c += t2.Item1 * t2.Item2;", "using var q3 = new System.IO.MemoryStream();",
        "Span<Real> o = stackalloc Real[8]; Span<Real> o2 = o[2..]; o2[0] = p[0]; o[3] = p[1]; o2[1] *= o[2]; c += o[3] + o2[0];",
        "Span<Real> o3 = stackalloc Real[8]; o3[1] = p[1]; o3[..4].CopyTo(o3[1..]); c += o3[2] * o3[1];", "do { c *= p[2]; n -= 2; } while (n > 0);", "Real acc = 0; for (int q = n; q < 4; q++) acc += p[q]; c += acc;",
    ];

    private readonly string[] _classes = [.. Corpus.All.Select((loss, i) => Corpus.Class("Loss", loss.Helpers, loss.Body))];

    /// <summary>The mutation with a number.</summary>
    public string Create(int number, string name)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        string text = _classes[number % _classes.Length];
        for (int i = random.Next(5) / 2; i >= 0; i--)
            text = Mutate(text, random);
        return text.Replace("partial class Loss", $"partial class {name}", StringComparison.Ordinal);
    }

    private string Mutate(string text, Random random)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        var nodes = root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .SelectMany(method => new SyntaxNode?[] { method.Body, method.ExpressionBody }).OfType<SyntaxNode>().SelectMany(body => body.DescendantNodes())
            .Where(n => n is StatementSyntax or ExpressionSyntax).ToArray();
        if (nodes.Length == 0)
            return text;
        var node = nodes[random.Next(nodes.Length)];
        return node switch
        {
            StatementSyntax statement => Statement(text, statement, nodes, random),
            BinaryExpressionSyntax binary when random.Next(2) == 0 => Replace(text, binary.OperatorToken.Span, Pick(_binary, random)),
            AssignmentExpressionSyntax assignment when random.Next(2) == 0 => Replace(text, assignment.OperatorToken.Span, Pick(_assignments, random)),
            PostfixUnaryExpressionSyntax unary => Replace(text, unary.OperatorToken.Span, unary.OperatorToken.Text == "++" ? "--" : "++"),
            _ when random.Next(2) == 0 => Replace(text, node.Span, Other(node, nodes, random)),
            _ => Replace(text, node.Span, Pick(_expressions, random).Replace("#", node.ToString(), StringComparison.Ordinal)),
        };
    }

    /// <summary>Another expression of the method, or one of another method.</summary>
    private string Other(SyntaxNode node, SyntaxNode[] nodes, Random random)
    {
        var others = random.Next(3) > 0 ? nodes : [.. CSharpSyntaxTree.ParseText(Pick(_classes, random)).GetRoot().DescendantNodes()];
        var alike = others.OfType<ExpressionSyntax>().Where(other => other.Kind() == node.Kind() || random.Next(4) == 0).Select(other => other.ToString()).ToArray();
        return alike.Length == 0 ? "p[0]" : Pick(alike, random);
    }

    private static string Statement(string text, StatementSyntax statement, SyntaxNode[] nodes, Random random)
    {
        var others = nodes.OfType<StatementSyntax>().Where(s => s is not BlockSyntax && !s.Span.OverlapsWith(statement.Span)).ToArray();
        var other = others.Length == 0 ? null : Pick(others, random);
        switch (random.Next(8))
        {
            case 0: return Replace(text, statement.Span, ";");
            case 1 when other is not null: return Replace(text, new(other.SpanStart, 0), statement + "\n");
            case 2 when other is not null:
                var (first, second) = statement.SpanStart < other.SpanStart ? (statement, other) : (other, statement);
                return text[..first.SpanStart] + second + text[first.Span.End..second.SpanStart] + first + text[second.Span.End..];
            case 3: return Replace(text, statement.Span, $"if ({Pick(["n > 3", "p[0] > 0", "c < 0", "n % 2 == 0"], random)}) {{ {statement} }}");
            case 4: return Replace(text, statement.Span, $"for (int again = 0; again < {Pick(["2", "n", "n - 2", "0"], random)}; again++) {{ {statement} }}");
            default: return Replace(text, new(statement.SpanStart, 0), Pick(_statements, random) + "\n");
        }
    }

    private static string Replace(string text, Microsoft.CodeAnalysis.Text.TextSpan span, string replacement) => text[..span.Start] + replacement + text[span.End..];

    private static T Pick<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];
}
