using System.Numerics;
using System.Numerics.Tensors;

namespace Orleans.Ray;

/// <content>Operators, for the element types that have them.</content>
public static partial class NDArray
{
    extension<T>(NDArray<T>)
        where T : unmanaged, INumberBase<T>
    {
        /// <summary>The sum, element by element.</summary>
        public static NDArray<T> operator +(NDArray<T> x, NDArray<T> y) => Add(x, y);

        /// <summary>A number added to every element.</summary>
        public static NDArray<T> operator +(NDArray<T> x, T y) => Map(x, y, TensorPrimitives.Add);

        /// <summary>A number added to every element.</summary>
        public static NDArray<T> operator +(T x, NDArray<T> y) => Map(y, x, TensorPrimitives.Add);

        /// <summary>The difference, element by element.</summary>
        public static NDArray<T> operator -(NDArray<T> x, NDArray<T> y) => Subtract(x, y);

        /// <summary>A number subtracted from every element.</summary>
        public static NDArray<T> operator -(NDArray<T> x, T y) => Map(x, y, TensorPrimitives.Subtract);

        /// <summary>A number less every element.</summary>
        public static NDArray<T> operator -(T x, NDArray<T> y) => Map(y, x, static (y, x, destination) => TensorPrimitives.Subtract(x, y, destination));

        /// <summary>Every element with the other sign.</summary>
        public static NDArray<T> operator -(NDArray<T> x) => Negate(x);

        /// <summary>The product, element by element.</summary>
        public static NDArray<T> operator *(NDArray<T> x, NDArray<T> y) => Multiply(x, y);

        /// <summary>Every element times a number.</summary>
        public static NDArray<T> operator *(NDArray<T> x, T y) => Scale(x, y);

        /// <summary>Every element times a number.</summary>
        public static NDArray<T> operator *(T x, NDArray<T> y) => Scale(y, x);

        /// <summary>The quotient, element by element.</summary>
        public static NDArray<T> operator /(NDArray<T> x, NDArray<T> y) => Divide(x, y);

        /// <summary>Every element divided by a number.</summary>
        public static NDArray<T> operator /(NDArray<T> x, T y) => Map(x, y, TensorPrimitives.Divide);

        /// <summary>A number divided by every element.</summary>
        public static NDArray<T> operator /(T x, NDArray<T> y) => Map(y, x, static (y, x, destination) => TensorPrimitives.Divide(x, y, destination));
    }
}
