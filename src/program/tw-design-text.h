/* tw-design-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Brings the parts of a program that change no cent into their one order of keys, and leaves out
 * what says nothing (an empty list of what is unconfirmed). @root: a program that was understood;
 * changed in place. */
void tw_design_text_order (JsonNode *root);

G_END_DECLS
