using Apache.Arrow.Types;

namespace Apache.Arrow;

public static class ArrowTypeExtensions
{
    public static bool IsIntegral(this IArrowType type) => type is IntegerType;

    public static bool IsFloatingPoint(this IArrowType type) => type is FloatingPointType;
}
