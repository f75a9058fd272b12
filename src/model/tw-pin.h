/* tw-pin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  TW_PIN_CHART,
  TW_PIN_FIGURE,
} TwPinKind;

/**
 * TwPin:
 * @name: of the chart or the metric
 * @parameters: (nullable): its filters as JSON
 *
 * What the first view shows beside what needs attention, in the order of the positions. Every
 * function that writes is one entry of the history; @title says in words what is pinned.
 */
typedef struct
{
  gint64     id;
  TwPinKind  kind;
  char      *name;
  char      *parameters;
} TwPin;

void       tw_pin_free    (TwPin        *pin);
/* (transfer full) (element-type TwPin): in order. */
GPtrArray *tw_pins_read   (TwWorkspace  *workspace,
                           TwPinKind     kind,
                           GError      **error);
/* The id of the pin with this name and these filters, 0 where there is none. */
gint64     tw_pin_find    (TwWorkspace  *workspace,
                           TwPinKind     kind,
                           const char   *name,
                           const char   *parameters);
/* Puts it last. What is pinned already stays where it is and makes no entry. Returns its id, or 0. */
gint64     tw_pin_add     (TwWorkspace  *workspace,
                           TwPinKind     kind,
                           const char   *name,
                           const char   *parameters,
                           const char   *title,
                           GError      **error);
gboolean   tw_pin_remove  (TwWorkspace  *workspace,
                           gint64        id,
                           const char   *title,
                           GError      **error);
/* Moves it by so many places among its kind, as far as there are any. */
gboolean   tw_pin_move    (TwWorkspace  *workspace,
                           gint64        id,
                           int           places,
                           const char   *title,
                           GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPin, tw_pin_free)

G_END_DECLS
