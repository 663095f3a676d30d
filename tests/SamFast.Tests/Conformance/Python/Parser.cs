using System.Globalization;
using System.Text.RegularExpressions;

namespace SamFast.Tests.Conformance.Python;

/// <summary>Reads an expression by recursive descent, one method for each precedence.</summary>
internal sealed partial class Parser
{
    private static readonly string[][] s_binary = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%"]];

    private static readonly string[] s_comparisons = ["<", "<=", ">", ">=", "==", "!=", "in", "not in", "is", "is not"];

    private readonly string[] _tokens;
    private int _position;

    private Parser(string text)
    {
        var matches = Token().Matches(text);
        _tokens = [.. matches.Select(match => match.Value.Trim()), ""];
        if (matches.Sum(match => match.Length) != text.TrimEnd().Length)
            throw new FormatException($"'{text}' has an invalid token.");
    }

    private string Next => _tokens[_position];

    /// <exception cref="FormatException">The text is not an expression, or an unsupported one.</exception>
    public static Expression Parse(string text)
    {
        var parser = new Parser(text);
        var expression = parser.Expression();
        return parser.Next.Length == 0 ? expression : throw new FormatException($"'{text}' has the unexpected token '{parser.Next}'.");
    }

    private Expression Expression()
    {
        if (Skip("lambda"))
            return Lambda();
        var then = Or();
        if (!Skip("if"))
            return then;
        var condition = Or();
        Expect("else");
        return new Expression.Conditional(then, condition, Expression());
    }

    private Expression.Lambda Lambda()
    {
        List<string> parameters = [];
        while (!Skip(":"))
        {
            string stars = Skip("**") ? "**" : Skip("*") ? "*" : "";
            parameters.Add(stars + Take());
            if (Skip("="))
                Expression();
            Skip(",");
        }

        return new Expression.Lambda(parameters, Expression());
    }

    private Expression Or() => Row(And, "or");

    private Expression And() => Row(Not, "and");

    private Expression Row(Func<Expression> operand, string word)
    {
        var left = operand();
        while (Skip(word))
            left = new Expression.Binary(word, left, operand());
        return left;
    }

    private Expression Not() => Skip("not") ? new Expression.Unary("not", Not()) : Compared();

    private Expression Compared()
    {
        var first = Binary(0);
        List<(string, Expression)> rest = [];
        while (Comparison() is { } comparison)
            rest.Add((comparison, Binary(0)));
        return rest.Count == 0 ? first : new Expression.Comparison(first, rest);
    }

    private string? Comparison()
    {
        string two = _position + 1 < _tokens.Length ? $"{Next} {_tokens[_position + 1]}" : "";
        string? found = s_comparisons.Contains(two) ? two : s_comparisons.Contains(Next) ? Next : null;
        _position += found is null ? 0 : found.Split(' ').Length;
        return found;
    }

    private Expression Binary(int level)
    {
        if (level == s_binary.Length)
            return Unary();
        var left = Binary(level + 1);
        while (s_binary[level].Contains(Next))
            left = new Expression.Binary(Take(), left, Binary(level + 1));
        return left;
    }

    private Expression Unary() => Next is "-" or "+" or "~" ? new Expression.Unary(Take(), Unary()) : Power();

    private Expression Power()
    {
        var left = Postfix();
        return Skip("**") ? new Expression.Binary("**", left, Unary()) : left;
    }

    private Expression Postfix()
    {
        var value = Atom();
        while (true)
        {
            if (Skip("."))
            {
                value = new Expression.Attribute(value, Take());
            }
            else if (Skip("["))
            {
                value = new Expression.Subscript(value, Expression());
                Expect("]");
            }
            else if (Skip("("))
            {
                value = Called(value);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression.Call Called(Expression function)
    {
        List<Expression> arguments = [];
        List<(string, Expression)> named = [];
        while (!Skip(")"))
        {
            if (Word().IsMatch(Next) && _tokens[_position + 1] == "=")
            {
                string name = Take();
                Expect("=");
                named.Add((name, Expression()));
            }
            else
            {
                var value = Expression();
                arguments.Add(Next == "for" ? new Expression.Comprehension(null, value, Loops()) : value);
            }

            if (Next != ")")
                Expect(",");
        }

        return new Expression.Call(function, arguments, named);
    }

    private Expression Atom()
    {
        string token = Take();
        return token switch
        {
            "(" => Parenthesized(),
            "[" => Items("]"),
            "{" => Braced(),
            "True" => new Expression.Constant(true),
            "False" => new Expression.Constant(false),
            "None" => new Expression.Constant(null),
            _ when token.Length > 0 && token[0] is '\'' or '"' => new Expression.Constant(token[1..^1]),
            _ when token.Length > 0 && (char.IsDigit(token[0]) || token[0] == '.') => new Expression.Constant(
                double.Parse(token.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ when Word().IsMatch(token) => new Expression.Name(token),
            _ => throw new FormatException($"An expression cannot begin with '{token}'."),
        };
    }

    private Expression Parenthesized()
    {
        if (Skip(")"))
            return new Expression.Sequence([]);
        var first = Expression();
        if (Skip(")"))
            return first;
        if (Next == "for")
        {
            var all = new Expression.Comprehension(null, first, Loops());
            Expect(")");
            return all;
        }

        Expect(",");
        var rest = (Expression.Sequence)Items(")");
        return new Expression.Sequence([first, .. rest.Items]);
    }

    private Expression Items(string end)
    {
        List<Expression> items = [];
        while (!Skip(end))
        {
            items.Add(Expression());
            if (items.Count == 1 && Next == "for")
            {
                var all = new Expression.Comprehension(null, items[0], Loops());
                Expect(end);
                return all;
            }

            if (Next != end)
                Expect(",");
        }

        return new Expression.Sequence(items);
    }

    private Expression Braced()
    {
        List<(Expression, Expression)> entries = [];
        while (!Skip("}"))
        {
            var key = Expression();
            Expect(":");
            var value = Expression();
            if (entries.Count == 0 && Next == "for")
            {
                var all = new Expression.Comprehension(key, value, Loops());
                Expect("}");
                return all;
            }

            entries.Add((key, value));
            if (Next != "}")
                Expect(",");
        }

        return new Expression.Dictionary(entries);
    }

    private List<Expression.Loop> Loops()
    {
        List<Expression.Loop> loops = [];
        while (Skip("for"))
        {
            List<string> targets = [];
            bool isEnclosed = Skip("(");
            do
                targets.Add(Take());
            while (Skip(","));
            if (isEnclosed)
                Expect(")");
            Expect("in");
            var source = Or();
            List<Expression> conditions = [];
            while (Skip("if"))
                conditions.Add(Or());
            loops.Add(new Expression.Loop(targets, source, conditions));
        }

        return loops;
    }

    private string Take() => _position < _tokens.Length - 1 ? _tokens[_position++] : throw new FormatException("The expression is incomplete.");

    private bool Skip(string token)
    {
        bool isThere = Next == token;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(string token)
    {
        if (!Skip(token))
            throw new FormatException($"'{Next}' stands where '{token}' was expected.");
    }

    [GeneratedRegex(
        """\s*(?:'[^']*'|"[^"]*"|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\*\*|//|<<|>>|<=|>=|==|!=|[-+*/%&|^~<>=().,:\[\]{}])""")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[A-Za-z_]\w*$")]
    private static partial Regex Word();
}
