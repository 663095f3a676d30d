using System.Numerics;
using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Dense
{
    /// <summary>The storage of the factors: N as they are multiplied, T transposed.</summary>
    private enum Form
    {
        /// <summary>A·B.</summary>
        NN,

        /// <summary>A·Bᵀ.</summary>
        NT,

        /// <summary>Aᵀ·B.</summary>
        TN,
    }

    /// <summary>Two inputs.</summary>
    private readonly ref struct Factors<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        internal ReadOnlySpan<T> A { get; } = a;

        internal ReadOnlySpan<T> B { get; } = b;
    }

    /// <summary>A batch of products of one shape.</summary>
    private readonly struct Product<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Form _form;
        private readonly int _batch, _rows, _inner, _columns;

        internal Product(Form form, int batch, int rows, int inner, int columns)
        {
            Shapes.Size(batch);
            Shapes.Size(rows);
            Shapes.Size(inner);
            Shapes.Size(columns);
            (_form, _batch, _rows, _inner, _columns) = (form, batch, rows, inner, columns);
        }

        private long LengthOfA => (long)_batch * _rows * _inner;

        private long LengthOfB => (long)_batch * _inner * _columns;

        private long LengthOfOutput => (long)_batch * _rows * _columns;

        private string ShapeOfA => (_form == Form.TN, _batch == 1) switch
        {
            (false, true) => "rows × inner",
            (true, true) => "inner × rows",
            (false, false) => "batch × rows × inner",
            (true, false) => "batch × inner × rows",
        };

        private string ShapeOfB => (_form == Form.NT, _batch == 1) switch
        {
            (false, true) => "inner × columns",
            (true, true) => "columns × inner",
            (false, false) => "batch × inner × columns",
            (true, false) => "batch × columns × inner",
        };

        private string ShapeOfOutput => _batch == 1 ? "rows × columns" : "batch × rows × columns";

        internal void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> output)
        {
            CheckFactors(a, b);
            Shapes.Length(output, LengthOfOutput, ShapeOfOutput);
            Shapes.Apart(output, a);
            Shapes.Apart(output, b);
            Multiply(a, b, output, false);
        }

        internal void EvaluateTangent(
            ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> aTangent, ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        {
            CheckFactors(a, b);
            Shapes.OptionalLength(aTangent, LengthOfA, ShapeOfA);
            Shapes.OptionalLength(bTangent, LengthOfB, ShapeOfB);
            Shapes.Length(outputTangent, LengthOfOutput, ShapeOfOutput);
            CheckApart(outputTangent, new(a, b), new(aTangent, bTangent));
            if (!aTangent.IsEmpty)
                Multiply(aTangent, b, outputTangent, false);
            if (!bTangent.IsEmpty)
                Multiply(a, bTangent, outputTangent, !aTangent.IsEmpty);
            if (aTangent.IsEmpty && bTangent.IsEmpty)
                outputTangent.Clear();
        }

        internal void AddAdjoints(
            ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> outputAdjoint, Span<T> aAdjoint, Span<T> bAdjoint)
        {
            CheckFactors(a, b);
            Shapes.Length(outputAdjoint, LengthOfOutput, ShapeOfOutput);
            Shapes.OptionalLength(aAdjoint, LengthOfA, ShapeOfA);
            Shapes.OptionalLength(bAdjoint, LengthOfB, ShapeOfB);
            CheckApart(aAdjoint, new(a, b), new(outputAdjoint, default));
            CheckApart(bAdjoint, new(a, b), new(outputAdjoint, default));
            AddToA(outputAdjoint, b, aAdjoint);
            AddToB(a, outputAdjoint, bAdjoint);
        }

        internal void AddAdjointTangents(
            Factors<T> factors, Factors<T> tangents, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
            Span<T> aAdjointTangent, Span<T> bAdjointTangent)
        {
            CheckFactors(factors.A, factors.B);
            Shapes.OptionalLength(tangents.A, LengthOfA, ShapeOfA, "aTangent");
            Shapes.OptionalLength(tangents.B, LengthOfB, ShapeOfB, "bTangent");
            Shapes.Length(outputAdjoint, LengthOfOutput, ShapeOfOutput);
            Shapes.OptionalLength(outputAdjointTangent, LengthOfOutput, ShapeOfOutput);
            Shapes.OptionalLength(aAdjointTangent, LengthOfA, ShapeOfA);
            Shapes.OptionalLength(bAdjointTangent, LengthOfB, ShapeOfB);
            CheckApart(aAdjointTangent, factors, tangents);
            CheckApart(bAdjointTangent, factors, tangents);
            CheckApart(aAdjointTangent, new(outputAdjoint, outputAdjointTangent), default);
            CheckApart(bAdjointTangent, new(outputAdjoint, outputAdjointTangent), default);
            AddToA(outputAdjointTangent, factors.B, aAdjointTangent);
            AddToA(outputAdjoint, tangents.B, aAdjointTangent);
            AddToB(factors.A, outputAdjointTangent, bAdjointTangent);
            AddToB(tangents.A, outputAdjoint, bAdjointTangent);
        }

        private void CheckFactors(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        {
            Shapes.Length(a, LengthOfA, ShapeOfA);
            Shapes.Length(b, LengthOfB, ShapeOfB);
        }

        private static void CheckApart(
            ReadOnlySpan<T> written, Factors<T> read, Factors<T> more,
            [CallerArgumentExpression(nameof(written))] string name = "")
        {
            Shapes.Apart(written, read.A, name, "input");
            Shapes.Apart(written, read.B, name, "input");
            Shapes.Apart(written, more.A, name, "input");
            Shapes.Apart(written, more.B, name, "input");
        }

        private void Multiply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> output, bool adds)
        {
            for (int n = 0; n < _batch; n++)
            {
                var left = Item(a, n);
                var right = Item(b, n);
                Write(
                    _form == Form.TN ? Columns(left, _rows, _inner) : Rows(left, _rows, _inner),
                    _form == Form.NT ? Rows(right, _columns, _inner) : Columns(right, _columns, _inner), Item(output, n), adds);
            }
        }

        /// <summary>A receives the sums over the columns of the product.</summary>
        private void AddToA(ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> b, Span<T> aAdjoint)
        {
            for (int n = 0; n < _batch && !aAdjoint.IsEmpty && !outputAdjoint.IsEmpty && !b.IsEmpty; n++)
            {
                var above = Rows(Item(outputAdjoint, n), _rows, _columns);
                var right = Item(b, n);
                var factor = _form == Form.NT ? Columns(right, _inner, _columns) : Rows(right, _inner, _columns);
                if (_form == Form.TN)
                    Write(factor, above, Item(aAdjoint, n), true);
                else
                    Write(above, factor, Item(aAdjoint, n), true);
            }
        }

        /// <summary>B receives the sums over the rows of the product.</summary>
        private void AddToB(ReadOnlySpan<T> a, ReadOnlySpan<T> outputAdjoint, Span<T> bAdjoint)
        {
            for (int n = 0; n < _batch && !bAdjoint.IsEmpty && !outputAdjoint.IsEmpty && !a.IsEmpty; n++)
            {
                var left = Item(a, n);
                var above = Columns(Item(outputAdjoint, n), _columns, _rows);
                var factor = _form == Form.TN ? Rows(left, _inner, _rows) : Columns(left, _inner, _rows);
                if (_form == Form.NT)
                    Write(above, factor, Item(bAdjoint, n), true);
                else
                    Write(factor, above, Item(bAdjoint, n), true);
            }
        }

        private static void Write(Operand<T> a, Operand<T> b, Span<T> output, bool adds)
        {
            if (adds)
                MatrixProduct.Add(a, b, output);
            else
                MatrixProduct.Set(a, b, output);
        }

        private static Operand<T> Rows(ReadOnlySpan<T> data, int outer, int inner) => Operand<T>.Rows(data, outer, inner, inner);

        private static Operand<T> Columns(ReadOnlySpan<T> data, int outer, int inner) =>
            Operand<T>.Columns(data, outer, inner, outer);

        private ReadOnlySpan<T> Item(ReadOnlySpan<T> all, int n)
        {
            int length = all.Length / _batch;
            return all.Slice(n * length, length);
        }

        private Span<T> Item(Span<T> all, int n)
        {
            int length = all.Length / _batch;
            return all.Slice(n * length, length);
        }
    }
}
